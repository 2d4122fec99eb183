import { describe, expect, test } from 'vitest';
import { releaseOf } from '../../../../src/apisix/release.ts';
import { discoveryEnabled } from '../../../../src/doctor/checks/gateway/discovery-enabled.ts';
import { DEFAULT_CONFIG, fakeGateway } from '../../../support/control-api.ts';
import type { RunningGateway } from '../../../support/control-api.ts';
import { examination } from '../../../support/examination.ts';
import { lintedConfig } from '../../../support/linted-config.ts';

async function answersOf(fields: Partial<RunningGateway>, config?: string) {
  const { api } = await fakeGateway(fields);
  const release = releaseOf(fields.version ?? '3.18.0');
  const linted = () => Promise.resolve(config === undefined ? undefined : lintedConfig(config));
  return discoveryEnabled.examine(examination([], { controlApi: api, release, linted }));
}

test('without --control-api nothing is asked', async () => {
  expect(await discoveryEnabled.examine(examination([]))).toEqual([
    { outcome: 'skip', evidence: ['No --control-api was given'] },
  ]);
});

test.each(['3.10.0', '3.12.0', '3.13.0', '3.15.0', '3.18.0'])('a dump of %s tells that discovery is on', async (version) => {
  expect(await answersOf({ version })).toEqual([{ outcome: 'pass', evidence: ['It watches 1 cluster'] }]);
});

test('of a list of clusters all are watched', async () => {
  const cluster = { ...DEFAULT_CONFIG, service: { schema: 'https', host: 'one.example', port: '6443' } };
  const config = ['one', 'two'].map((id) => ({ ...cluster, id }));
  expect(await answersOf({ mode: 'multi', config })).toEqual([{ outcome: 'pass', evidence: ['It watches 2 clusters'] }]);
});

test.each(['2.13.0', '2.15.3', '3.0.0', '3.9.1'])('%s has no dump, on or off', async (version) => {
  expect(await answersOf({ version, config: undefined })).toEqual([
    {
      outcome: 'skip',
      cause: { id: 'G16', message: `APISIX ${version} has no dump of discovery: it came with 3.10.0.` },
      evidence: ['What the gateway has cannot be seen'],
    },
  ]);
});

describe('W04: discovery is off on this instance', () => {
  test('without a config to compare with', async () => {
    expect(await answersOf({ config: undefined })).toEqual([
      {
        outcome: 'fail',
        cause: {
          id: 'W04',
          message: expect.stringMatching(
            /^The gateway at http:\/\/127\.0\.0\.1:\d+ has no dump: discovery\.kubernetes is not in its config, and each request that needs it ends with 503 "discovery kubernetes is uninitialized"\.$/,
          ),
        },
        evidence: [],
        mend: 'apisix restart, with discovery.kubernetes in its config.yaml',
      },
    ]);
  });

  test('though the given config has it', async () => {
    expect(await answersOf({ config: undefined }, 'config.yaml')).toMatchObject([
      { outcome: 'fail', evidence: ['config.yaml has it: this instance runs with another file, or was not restarted since'] },
    ]);
  });
});

test.each([
  [{ status: 500, body: '<html>' }, 'The control API answers 500 with an HTML page instead of a dump'],
  [{ status: 200, body: '{"config":' }, 'The control API answers 200 "{\\"config\\":" instead of a dump'],
  [{ status: 200, body: '{"endpoints":[]}' }, 'The control API answers 200 "{\\"endpoints\\":[]}" instead of a dump'],
])('what is no dump tells nothing: %j', async (fault, why) => {
  expect(await answersOf({ faults: { '/v1/discovery/kubernetes/dump': fault } })).toEqual([
    { outcome: 'unknown', evidence: [why] },
  ]);
});
