import { describe, expect, test } from 'vitest';
import { releaseOf } from '../../../../src/apisix/release.ts';
import { dumpPrivate } from '../../../../src/doctor/checks/gateway/dump-private.ts';
import type { ControlApi } from '../../../../src/doctor/control-api/control-api.ts';
import { DEFAULT_CONFIG, fakeGateway } from '../../../support/control-api.ts';
import { examination } from '../../../support/examination.ts';
import { unsignedToken } from '../../../support/tokens.ts';

const token = unsignedToken({ sub: 'system:serviceaccount:default:gateway' });
const cluster = { ...DEFAULT_CONFIG, service: { schema: 'https', host: 'one.example', port: '6443' } };

async function answersOf(config: unknown, url?: string) {
  const { api } = await fakeGateway({ config, mode: Array.isArray(config) ? 'multi' : 'single' });
  const controlApi: ControlApi = { ...api, url: url === undefined ? api.url : new URL(url) };
  return dumpPrivate.examine(examination([], { controlApi }));
}

test.each([
  ['the default', DEFAULT_CONFIG],
  ['a token_file', { ...cluster, client: { token_file: '/run/token' } }],
  ['a variable', { ...cluster, client: { token: '${K8S_TOKEN}' } }],
])('%s shows no token', async (_, config) => {
  expect(await answersOf(config)).toEqual([{ outcome: 'pass', evidence: [] }]);
});

describe('W10', () => {
  test('the token is shown to whoever reaches the loopback of the gateway', async () => {
    expect(await answersOf({ ...cluster, client: { token } })).toEqual([
      {
        outcome: 'warn',
        cause: {
          id: 'W10',
          message: "The gateway's dump shows the client.token: whoever reaches its control API can read it there.",
        },
        evidence: [],
        mend: 'client.token_file in place of client.token',
      },
    ]);
  });

  test('and to a whole network', async () => {
    expect(await answersOf({ ...cluster, client: { token } }, 'http://10.1.2.3:9090')).toEqual([
      {
        outcome: 'warn',
        cause: {
          id: 'W10',
          message:
            "The gateway's dump shows the client.token: its control API listens on 10.1.2.3, so everybody in that network can read it, without credentials.",
        },
        evidence: [],
        mend: 'apisix.control.ip: 127.0.0.1, and client.token_file in place of client.token',
      },
    ]);
  });

  test('of several clusters those are named whose token it is', async () => {
    const config = [
      { ...cluster, id: 'one', client: { token } },
      { ...cluster, id: 'two', client: { token_file: '/run/token' } },
      { ...cluster, id: 'three', client: { token } },
    ];
    const [answer] = await answersOf(config);
    expect(answer?.cause?.message).toContain('shows the client.token of one, three:');
  });

  test('the token itself is nowhere', async () => {
    expect(JSON.stringify(await answersOf({ ...cluster, client: { token } }))).not.toContain(token.slice(0, 12));
  });
});

test('whether a config that cannot be read holds a token is unknown', async () => {
  expect(await answersOf({ service: 7, client: { token } })).toEqual([
    {
      outcome: 'unknown',
      evidence: ['The config in the dump is none that APISIX 3.18.0 runs with. Is it another release?'],
    },
  ]);
});

test('a release without a dump shows nothing', async () => {
  const { api } = await fakeGateway({ version: '3.9.0' });
  expect(await dumpPrivate.examine(examination([], { controlApi: api, release: releaseOf('3.9.0') }))).toEqual([
    { outcome: 'skip', evidence: ['The gateway shows no config'] },
  ]);
});
