import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { listComplete } from '../../../../src/doctor/checks/discovery/list-complete.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { endpoints } from '../../../support/objects.ts';
import { ScriptedTransport, kubeError } from '../../../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../../../support/scripted-transport.ts';

function page(count: number, metadata: object = {}): ScriptedAnswer {
  const items = Array.from({ length: count }, (_, at) => endpoints(`shop/cms-${at}`));
  return { chunks: [JSON.stringify({ kind: 'EndpointsList', metadata: { resourceVersion: '7', ...metadata }, items })] };
}

function answersTo(answers: readonly ScriptedAnswer[], fields: ExaminedClusterFields = {}): Promise<readonly Answer[]> {
  return listComplete.examine(examinedCluster(new ScriptedTransport(...answers), { clock: new FakeClock(), ...fields }));
}

const server = 'https://cluster.test:6443';

test('a list that ends is a yes, with what there is', async () => {
  expect(await answersTo([page(2)])).toEqual([
    { outcome: 'pass', evidence: ['2 Endpoints in 1 namespace, listed in 0.0 s: 2 services for the gateway'] },
  ]);
});

test.each([
  ['3.18.0', 'deletes the services of that page and of all behind it'],
  ['3.14.1', 'keeps old nodes of the services behind it'],
])('of several pages it is said what a lost one costs %s', async (release, loss) => {
  const [answer] = await answersTo([page(121)], { release });
  expect(answer?.evidence[1]).toBe(
    `The gateway needs 2 pages of 120 for 121 objects. Of a later page that fails it logs nothing, and it ${loss}`,
  );
});

describe('page 1', () => {
  test.each([
    ['G04', kubeError('gone')],
    ['G06', kubeError('throttled')],
    ['G07', kubeError('server')],
    ['N01', kubeError('unreachable', { cause: 'refused' })],
    ['N02', kubeError('unreachable', { cause: 'timeout' })],
    ['N10', kubeError('not-found')],
    ['N16', kubeError('protocol', { cause: 'html' })],
    ['N16', kubeError('bad-request')],
    ['N18', kubeError('unreachable', { cause: 'reset' })],
  ] as const)('that fails is %s', async (id, error) => {
    expect(await answersTo([error])).toEqual([
      {
        outcome: 'fail',
        evidence: [],
        cause: { id, message: `${error.message}. The gateway lists anew every 40 s, and serves what it had.` },
      },
    ]);
    expect(listComplete.causes).toContain(id);
  });

  test.each([
    ['first="a",second="b"', 'first=a,second=b'],
    ['a==b==c', 'app=web,tier!=cache'],
  ])('C17: label_selector %s is told in the words of the server', async (labelSelector, mended) => {
    const refused = kubeError('bad-request', { serverMessage: 'unable to parse requirement' });
    expect(await answersTo([refused], { settings: { labelSelector }, configPath: 'config.yaml' })).toEqual([
      {
        outcome: 'fail',
        evidence: [],
        cause: { id: 'C17', message: `The API server refuses label_selector ${labelSelector}: unable to parse requirement` },
        mend: `label_selector: ${mended}`,
        place: { path: 'config.yaml' },
      },
    ]);
  });

  test('G27: an API server without slices is left alone with Endpoints', async () => {
    expect(await answersTo([kubeError('not-found')], { settings: { resource: 'endpointslices' } })).toEqual([
      {
        outcome: 'fail',
        evidence: [],
        cause: {
          id: 'G27',
          message: `${server}: not-found. Its Kubernetes is too old for discovery.k8s.io/v1: have Endpoints watched.`,
        },
        mend: 'watch_endpoint_slices: false',
      },
    ]);
  });

  test.each(['unauthorized', 'forbidden'] as const)('R15: that is %s is refused by something else than rights', async (kind) => {
    expect(await answersTo([kubeError(kind)])).toEqual([
      {
        outcome: 'fail',
        evidence: [`${server}: ${kind}`],
        cause: {
          id: 'R15',
          message:
            'A list of one object is taken, and the whole list is refused: by something before the API server, or another authorizer',
        },
      },
    ]);
  });
});

describe('G05: a later page that fails', () => {
  const more = { continue: 'next' };

  test('is told with what it costs, and how many pages there are', async () => {
    expect(await answersTo([page(200, { ...more, remainingItemCount: 300 }), kubeError('server')])).toEqual([
      {
        outcome: 'fail',
        evidence: ['200 objects came before', 'The gateway needs 5 pages of 120 for 500 objects'],
        cause: {
          id: 'G05',
          message:
            `Page 2 of the list failed: ${server}: server. Where that happens to the gateway it logs nothing, and it deletes the ` +
            'services of that page and of all behind it. Reload it when lists pass again.',
        },
      },
    ]);
  });

  test('is told where the server does not say how many are left', async () => {
    const [answer] = await answersTo([page(120, more), page(120, more), kubeError('gone')]);
    expect(answer).toMatchObject({ evidence: ['240 objects came before'], cause: { id: 'G05' } });
    expect(answer?.cause?.message).toMatch(/^Page 3 /);
  });
});
