import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { HEALTHY, doctorFrom, failing, told, warning } from './doctor.ts';
import type { DoctorAnswer } from './doctor.ts';
import { NOT_FOUND, faultProxy } from './fault-proxy.ts';
import { REFUSED_TOKENS } from './refused-tokens.ts';
import type { RefusedToken } from './refused-tokens.ts';
import { TokenStage } from './token-stage.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-identity-'));
const DAY = 86_400;
let controlPlane: ControlPlane;
let stage: TokenStage;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  stage = new TokenStage(controlPlane);
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

let files = 0;

function written(text: string, name = 'token'): string {
  const path = join(directory, `${++files}-${name}`);
  writeFileSync(path, text);
  return path;
}

const alone = () => ['--server', controlPlane.url, '--certificate-authority', controlPlane.caFile];
const withAdmin = () => ['--kubeconfig', controlPlane.adminKubeconfig];

/** Examines the cluster as whoever holds the token. */
function holding(token: string, ...args: readonly string[]): Promise<DoctorAnswer> {
  return doctorFrom(['--token-file', written(token), '--no-dial', ...args]);
}

/** Examines it as a gateway with this client. */
function configured(client: object, ...args: readonly string[]): Promise<DoctorAnswer> {
  const { hostname: host, port } = new URL(controlPlane.url);
  const config = stringify({ discovery: { kubernetes: { service: { schema: 'https', host, port }, client } } });
  return doctorFrom(['--config', written(config, 'config.yaml'), '--no-dial', ...args]);
}

/** A token of TokenRequest that lasts from now, or from some days ago, for so many days in all. */
async function lasting(days: number, { since = 0, spec = {} } = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const iat = now - since * DAY;
  return stage.resigned(await stage.requestedToken(await stage.account(), spec), { iat, nbf: iat, exp: iat + days * DAY });
}

describe('a token that is good', () => {
  test('of a Secret, with an admin and without', async () => {
    const token = await stage.secretToken(await stage.account());
    expect(told(await holding(token, ...alone()))).toEqual(HEALTHY);
    expect(told(await holding(`${token}\n`, ...withAdmin()))).toEqual(HEALTHY);
    expect(told(await configured({ token }))).toEqual(HEALTHY);
  });

  test('of an hour, in a file that the gateway reads before each request', async () => {
    const token = await stage.requestedToken(await stage.account());
    const { checks, ...report } = await configured({ token_file: written(token) });
    expect(told(report)).toEqual(HEALTHY);
    expect(checks.find(({ id }) => id === 'token-lasts')?.title).toMatch(/^The token is good until .*, and the gateway reads/);
  });

  test('is none, where a person asks by a client certificate', async () => {
    const { checks, ...report } = await doctorFrom([...withAdmin(), '--no-dial']);
    expect(told(report)).toEqual(HEALTHY);
    expect(checks.find(({ id }) => id === 'token-accepted')).toMatchObject({
      title: 'The API server knows admin',
      evidence: [expect.stringMatching(/client certificate .*, and a gateway has nothing but a token$/)],
    });
  });
});

describe('a token that is refused', () => {
  test.each(REFUSED_TOKENS.map((refused) => [`${refused.id}: ${refused.title}`, refused] as const))('%s', async (_, refused) => {
    const token = await refused.make(stage);
    const checkOf = (id: string): string => (showsAlone(refused) ? `token-whole: ${id}` : `token-accepted: ${id}`);
    // What was done to an object just now the API server may not know yet.
    await vi.waitFor(
      async () => {
        const { checks, ...report } = await holding(token, ...withAdmin());
        expect(told(report)).toEqual(failing(checkOf(refused.id)));
        const { evidence = [] } = checks.find(({ id }) => id === 'token-accepted') ?? {};
        if (!showsAlone(refused)) expect(evidence.join()).toMatch(/A TokenReview says: /);
      },
      { timeout: 15_000, interval: 1000 },
    );
    expect(told(await holding(token, ...alone()))).toEqual(failing(checkOf(refused.alone)));
  });

  test('T02: with a newline, by an old gateway', async () => {
    const token = `${await stage.secretToken(await stage.account())}\n`;
    const args = ['--gateway-version', '2.15.3', ...alone()];
    expect(told(await holding(token, ...args))).toEqual(failing('token-whole: T02'));
  });

  test('T22: empty', async () => {
    expect(told(await holding('\n', ...alone()))).toEqual(failing('token-whole: T22'));
  });

  test('T22: lost on the way', async () => {
    const token = await stage.secretToken(await stage.account());
    const url = await faultProxy(controlPlane, ({ headers: { authorization: _, ...headers } }) => ({ kind: 'headers', headers }));
    expect(told(await holding(token, '--server', url))).toEqual(failing('token-accepted: T22'));
  });

  test('T23: by one of two API servers of one address', async () => {
    const token = await stage.secretToken(await stage.account());
    const other = stage.resigned(token, { iss: 'https://other.example.com' });
    let connections = 0;
    const turns = new WeakMap<object, number>();
    const url = await faultProxy(controlPlane, ({ connection, headers }) => {
      const turn = turns.get(connection) ?? connections++;
      turns.set(connection, turn);
      return turn % 2 === 0 ? undefined : { kind: 'headers', headers: { ...headers, authorization: `Bearer ${other}` } };
    });
    expect(told(await holding(token, '--server', url))).toEqual(failing('token-accepted: T23'));
  });

  test('T29: a gateway that had it is said to go on', async () => {
    const account = await stage.account();
    const token = await stage.secretToken(account);
    await stage.remove('secrets', `${account}-token`);
    await vi.waitFor(async () => {
      const { failed, checks } = await holding(token, ...withAdmin());
      expect(failed).toEqual(['token-accepted: T11']);
      expect(checks.find(({ id }) => id === 'token-accepted')?.evidence.join()).toMatch(/goes on .* 47 min at most/);
    });
  });
});

/** Whether nobody has to be asked. */
function showsAlone({ alone }: RefusedToken): boolean {
  return ['T01', 'T03', 'T27'].includes(alone);
}

describe('a token that will be refused', () => {
  test.each<readonly [string, () => Promise<DoctorAnswer>]>([
    ['T05: it lives for two hours in all', async () => holding(await lasting(2 / 24), ...alone())],
    [
      'T06: its file is read once',
      async () => configured({ token_file: written(await lasting(60)) }, '--gateway-version', '3.12.0'),
    ],
    ['T07: it stands in the config', async () => configured({ token: await lasting(60) })],
    ['T12: it was copied out of a pod', async () => holding(await copiedFromPod(), ...alone())],
    ['T18: its account names its Secret', async () => holding(await namedByAccount(), ...withAdmin())],
    ['T26: a tenth of its life is left', async () => holding(await lasting(60, { since: 54 }), ...alone())],
  ])('%s', async (title, examine) => {
    expect(told(await examine())).toEqual(warning(`token-lasts: ${title.slice(0, 3)}`));
  });

  async function copiedFromPod(): Promise<string> {
    const name = await stage.account();
    await stage.pod(name);
    const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name };
    return stage.requestedToken(name, { boundObjectRef, expirationSeconds: 60 * DAY });
  }

  async function namedByAccount(): Promise<string> {
    const account = await stage.account();
    const token = await stage.secretToken(account);
    await stage.patch('serviceaccounts', account, { secrets: [{ name: `${account}-token` }] });
    return token;
  }
});

describe('a token of the account default', () => {
  test('T19: taken from the wrong Secret', async () => {
    const token = await stage.requestedToken('default', { expirationSeconds: 60 * DAY });
    expect(told(await holding(token, ...alone()))).toEqual(failing('right-account: T19'));
  });

  test('R06: in a pod that names no account', async () => {
    const mounted: Readonly<Record<string, string>> = {
      '/var/run/secrets/kubernetes.io/serviceaccount/token': await stage.requestedToken('default'),
      '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt': readFileSync(controlPlane.caFile, 'utf8'),
    };
    const { hostname, port } = new URL(controlPlane.url);
    const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
    const host = { readFile: async (path: string) => mounted[path] ?? readFile(path, 'utf8') };
    expect(told(await doctorFrom(['--no-dial'], { env, host }))).toEqual(failing('right-account: R06'));
  });
});

describe('an API server that does not say who is asking', () => {
  const unanswered = (pattern: RegExp) => faultProxy(controlPlane, ({ path }) => (pattern.test(path) ? NOT_FOUND : undefined));

  test('R16: not even what one may do, so that its requests alone tell', async () => {
    const token = await stage.secretToken(await stage.account());
    const { checks, ...report } = await holding(token, '--server', await unanswered(/reviews$/));
    expect(told(report)).toEqual({ ...HEALTHY, unknown: ['token-accepted: R16', 'least-privilege'] });
    const permission = checks.filter(({ category }) => category === 'permission').map(({ id, outcome }) => `${id} ${outcome}`);
    expect(permission).toEqual(['may-list pass', 'may-watch pass', 'least-privilege unknown']);
  });

  test('but what one may do takes the token', async () => {
    const token = await stage.secretToken(await stage.account());
    expect(told(await holding(token, '--server', await unanswered(/selfsubjectreviews$/)))).toEqual(HEALTHY);
  });
});
