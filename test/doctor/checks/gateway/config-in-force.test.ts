import { describe, expect, test } from 'vitest';
import { parseDiscoveryConfig } from '../../../../src/apisix/discovery-config/parse.ts';
import { releaseOf } from '../../../../src/apisix/release.ts';
import { configInForce } from '../../../../src/doctor/checks/gateway/config-in-force.ts';
import { fakeGateway } from '../../../support/control-api.ts';
import { examination } from '../../../support/examination.ts';
import { lintedConfig } from '../../../support/linted-config.ts';
import { unsignedToken } from '../../../support/tokens.ts';

const token = unsignedToken({ sub: 'system:serviceaccount:default:gateway' });
const other = unsignedToken({ sub: 'system:serviceaccount:default:other' });

/** A config as the gateway of a release reads it. */
function read(kubernetes: unknown, version: string) {
  const text = JSON.stringify({ discovery: { kubernetes } });
  const parsed = parseDiscoveryConfig(text, { release: releaseOf(version), env: () => undefined });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join());
  return parsed.config;
}

/** The gateway runs with `running`, and the file has `file` now. */
async function answersOf(running: unknown, file: unknown, version = '3.18.0') {
  const { mode, raw } = read(running, version);
  const { api } = await fakeGateway({ version, mode, config: raw });
  return configInForce.examine(
    examination([], {
      controlApi: api,
      release: releaseOf(version),
      linted: () => Promise.resolve(lintedConfig('config.yaml')),
      discovery: () => Promise.resolve(read(file, version)),
    }),
  );
}

const service = { host: 'one.example', port: '6443' };
const client = { token_file: '/run/token' };

test.each([
  ['3.18.0', { service, client }],
  ['3.15.0', { service, client, watch_endpoint_slices: true }],
  ['3.13.0', {}],
  ['3.10.0', { service, client }],
  ['3.18.0', [{ id: 'one', service: { ...service, schema: 'https' }, client }]],
  ['3.18.0', { service, client: { token } }],
] as const)('%s runs with it: %j', async (version, config) => {
  expect(await answersOf(config, config, version)).toEqual([
    { outcome: 'pass', title: 'The gateway runs with the discovery config of config.yaml', evidence: [] },
  ]);
});

test('a default that is written out is the same', async () => {
  const written = { service: { ...service, schema: 'https' }, client, default_weight: 50, shared_size: '64m' };
  expect(await answersOf({ service, client }, written)).toMatchObject([{ outcome: 'pass' }]);
});

describe('C30: the gateway runs with something else', () => {
  const multi = { service: { ...service, schema: 'https' }, client };

  test.each<readonly [unknown, unknown, readonly string[]]>([
    [
      { service, client },
      { service: { host: 'two.example', port: '6443' }, client },
      ['service.host is one.example at the gateway, two.example in the file'],
    ],
    [
      { service, client, namespace_selector: { equal: 'shop' } },
      { service, client },
      ['namespace_selector is ["equal","shop"] at the gateway, not set in the file'],
    ],
    [
      { service, client },
      { service, client, label_selector: 'app=web', default_weight: 100, shared_size: '128m', watch_endpoint_slices: true },
      [
        'label_selector is not set at the gateway, app=web in the file',
        'default_weight is 50 at the gateway, 100 in the file',
        'watch_endpoint_slices is false at the gateway, true in the file',
        'shared_size is 64m at the gateway, 128m in the file',
      ],
    ],
    [{ service, client: { token } }, { service, client: { token: other } }, ['client.token is another one']],
    [{ service, client: { token } }, { service, client }, ['The gateway has a client.token, the file a token_file']],
    [{ service, client }, { service, client: { token } }, ['The gateway has a client.token_file, the file a token']],
    [
      { service, client },
      { service, client: { token_file: '/run/other' } },
      ['client.token_file is /run/token at the gateway, /run/other in the file'],
    ],
    [{ service, client }, [{ ...multi, id: 'one' }], ['The gateway runs with one cluster, the file has a list of clusters']],
    [
      [
        { ...multi, id: 'one' },
        { ...multi, id: 'old' },
      ],
      [
        { ...multi, id: 'new' },
        { ...multi, id: 'one', default_weight: 1 },
      ],
      [
        'Cluster new is not at the gateway',
        'one: default_weight is 50 at the gateway, 1 in the file',
        'Cluster old is at the gateway alone',
      ],
    ],
  ])('%j, and not %j', async (running, file, evidence) => {
    expect(await answersOf(running, file)).toEqual([
      {
        outcome: 'fail',
        cause: {
          id: 'C30',
          message: 'The gateway runs with another discovery config than config.yaml: it reads it once, when it starts.',
        },
        evidence,
        mend: 'apisix reload',
      },
    ]);
  });

  test('a token that stands in the wrong place is not shown', async () => {
    const [answer] = await answersOf({ service, client, label_selector: token }, { service, client });
    expect(answer?.evidence).toEqual(['label_selector is [secret] at the gateway, not set in the file']);
  });
});

test('a dump that is of another release tells nothing', async () => {
  const { api } = await fakeGateway({ config: { nonsense: true, service: 7 } });
  const linted = () => Promise.resolve(lintedConfig('config.yaml'));
  expect(await configInForce.examine(examination([], { controlApi: api, linted }))).toEqual([
    {
      outcome: 'unknown',
      evidence: ['The config in the dump is none that APISIX 3.18.0 runs with. Is it another release?'],
    },
  ]);
});

test('without --control-api nothing is asked', async () => {
  expect(await configInForce.examine(examination([]))).toEqual([{ outcome: 'skip', evidence: ['No --control-api was given'] }]);
});

test('without --config there is nothing to compare with', async () => {
  const { api } = await fakeGateway();
  expect(await configInForce.examine(examination([], { controlApi: api }))).toEqual([
    { outcome: 'skip', evidence: ['No --config was given'] },
  ]);
});
