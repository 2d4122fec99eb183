import { expect, test } from 'vitest';
import { apiServerKnown } from '../../../../src/doctor/checks/environment/api-server-known.ts';
import { UserError } from '../../../../src/findings/user-error.ts';
import { tokenCredentials } from '../../../../src/kube/credentials.ts';
import { examination } from '../../../support/examination.ts';
import { clusterAt } from '../connection/connection-stage.ts';

test('where, from what and as whom is told of each', async () => {
  const credentials = tokenCredentials({ token: 'abc', origin: '--token', server: '' });
  const clusters = [
    clusterAt('https://10.1.0.5:6443', {}, { settings: { name: 'east' } }),
    clusterAt('https://rancher.example.com/k8s', { source: { kind: 'flags' }, credentials }, { settings: { name: 'west' } }),
  ];
  expect(await apiServerKnown.examine(examination(clusters))).toEqual([
    {
      outcome: 'pass',
      evidence: [
        "east is https://10.1.0.5:6443, from the gateway's config config.yaml; it is asked without credentials",
        'west is https://rancher.example.com/k8s, from the command line; it is asked with the token of --token',
      ],
    },
  ]);
});

const place = { path: '/home/jane/.kube/config', line: 3, column: 5 };

test.each([
  [
    'under its own row, with its command',
    new UserError('not found', { id: 'T22', mend: 'export TOKEN=…', hint: 'Set it', place }),
    [{ outcome: 'fail', cause: { id: 'T22', message: 'not found' }, evidence: [], mend: 'export TOKEN=…', place }],
  ],
  [
    'under E10 where it has none',
    new UserError('no current-context', { hint: '--context takes one of: prod' }),
    [
      {
        outcome: 'fail',
        cause: { id: 'E10', message: 'no current-context' },
        evidence: [],
        mend: '--context takes one of: prod',
      },
    ],
  ],
  [
    'each, where there are several',
    new AggregateError([new UserError('one'), new UserError('other')]),
    ['one', 'other'].map((message) => ({ outcome: 'fail', cause: { id: 'E10', message }, evidence: [] })),
  ],
])('what the user can mend is told once: %s', async (_title, error, answers) => {
  expect(await apiServerKnown.examine(examination([], { clusters: () => Promise.reject(error) }))).toEqual(answers);
});

test('a fault of ours is none of the user', async () => {
  const bug = new TypeError('undefined is not a function');
  await expect(apiServerKnown.examine(examination([], { clusters: () => Promise.reject(bug) }))).rejects.toBe(bug);
});
