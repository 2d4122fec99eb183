import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';
import type { CliOptions, CliResult } from '../../support/cli.ts';
import { objectServer, refusal } from '../../support/object-server.ts';
import type { ObjectAnswer } from '../../support/object-server.ts';
import { tokenSecret } from '../../support/token-secrets.ts';
import { base64, SECRET_CLAIMS, unsignedToken } from '../../support/tokens.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'k8s-disco-get-'));
});
afterAll(() => rm(directory, { recursive: true }));

const NAMESPACE = 'GET /api/v1/namespaces/default';
const TOKEN = unsignedToken(SECRET_CLAIMS);
const ACCOUNT = { metadata: { name: 'apisix', namespace: 'default', uid: 'u-1' } };
const FILLED = tokenSecret('apisix-token', { token: TOKEN, uid: 'u-1' });

/** Answers for the account apisix with these token Secrets. */
function cluster(...secrets: readonly object[]): Readonly<Record<string, ObjectAnswer>> {
  return {
    'GET /version': { major: '1', minor: '36' },
    [`${NAMESPACE}/serviceaccounts/apisix`]: ACCOUNT,
    [`${NAMESPACE}/serviceaccounts`]: { items: [ACCOUNT] },
    [`${NAMESPACE}/secrets`]: { items: secrets },
    [`${NAMESPACE}/secrets/apisix-token`]: FILLED,
  };
}

/** Runs `token get` on these answers; the server's port shows as PORT. */
async function get(
  args: readonly string[],
  answers: Readonly<Record<string, ObjectAnswer>>,
  options: CliOptions = {},
): Promise<CliResult> {
  const { url } = await objectServer(answers);
  const result = await cli(['token', 'get', ...args, '--server', url], { cwd: directory, ...options });
  const masked = (text: string): string =>
    text.replaceAll(url, 'http://127.0.0.1:PORT').replaceAll(new URL(url).host, '127.0.0.1:PORT');
  return { ...result, stdout: masked(result.stdout), stderr: masked(result.stderr) };
}

describe('the token', () => {
  test('alone goes to a pipe, without a newline', async () => {
    expect(await get(['apisix'], cluster(FILLED))).toEqual({ code: 0, stdout: TOKEN, stderr: '' });
  });

  test('goes to a terminal as a line', async () => {
    const { code, stdout } = await get(['apisix'], cluster(FILLED), { columns: 80 });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${TOKEN}\n` });
  });

  test('of a Secret that is named needs no account', async () => {
    const answers = { [`${NAMESPACE}/secrets/apisix-token`]: FILLED };
    expect(await get(['--secret', 'apisix-token'], answers)).toEqual({ code: 0, stdout: TOKEN, stderr: '' });
  });

  test('is part of the JSON', async () => {
    const { code, stdout, stderr } = await get(['apisix', '-o', 'json'], cluster(FILLED));
    expect({ code, stderr, report: JSON.parse(stdout) as unknown }).toEqual({
      code: 0,
      stderr: '',
      report: {
        apiVersion: 'k8s-disco/v1',
        kind: 'TokenReport',
        action: 'get',
        cluster: '127.0.0.1:PORT',
        server: 'http://127.0.0.1:PORT',
        subject: 'system:serviceaccount:default:apisix',
        secret: 'apisix-token',
        expires: null,
        audiences: [],
        issuer: 'kubernetes/serviceaccount',
        token: TOKEN,
        file: null,
        candidates: [],
        findings: [],
      },
    });
  });
});

describe('--out-file', () => {
  test('has the token for its owner alone, and stdout nothing', async () => {
    expect(await get(['apisix', '--out-file', 'token'], cluster(FILLED))).toEqual({
      code: 0,
      stdout: '',
      stderr: `✔ read a token of system:serviceaccount:default:apisix and wrote it to token; it
    never expires
`,
    });
    expect(await readFile(join(directory, 'token'), 'utf8')).toBe(TOKEN);
    expect((await stat(join(directory, 'token'))).mode & 0o777).toBe(0o600);
  });

  test('has it instead of the JSON, too', async () => {
    const { stdout } = await get(['apisix', '-o', 'json', '--out-file', 'token'], cluster(FILLED));
    expect(JSON.parse(stdout)).toMatchObject({ token: null, file: 'token', secret: 'apisix-token' });
    expect(stdout).not.toContain(TOKEN);
  });

  test('that cannot be written is told, and the token is not', async () => {
    expect(await get(['apisix', '--out-file', '.'], cluster(FILLED))).toEqual({
      code: 2,
      stdout: '',
      stderr: '✖ .: cannot write the token: it is a directory\n',
    });
  });
});

describe('without a token', () => {
  test('the reason, the cluster and the mend are on stderr', async () => {
    expect(await get(['apisix'], cluster())).toEqual({
      code: 1,
      stdout: '',
      stderr: `✖ no Secret holds a token of default/apisix: Kubernetes makes none by        T13
    itself since 1.24
    Asked: http://127.0.0.1:PORT
    That of a Secret lasts; token create issues one that ends.
    mend: echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - --server http://127.0.0.1:PORT && sleep 2 && k8s-disco token get apisix -n default --secret apisix-token --out-file token --server http://127.0.0.1:PORT
`,
    });
  });

  test('the reason is part of the JSON, with the same exit code', async () => {
    const { code, stdout, stderr } = await get(['apisx', '-o', 'json'], cluster());
    expect({ code, stderr, report: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 1,
      stderr: '',
      report: {
        subject: 'system:serviceaccount:default:apisx',
        token: null,
        error: { message: 'there is no service account default/apisx', hint: 'Did you mean apisix?' },
      },
    });
  });

  test('whose it would be is not known of a Secret that is not there', async () => {
    const { stdout } = await get(['--secret', 'none', '-o', 'json'], cluster());
    expect(JSON.parse(stdout)).toMatchObject({
      subject: null,
      secret: null,
      error: { message: 'there is no Secret default/none' },
    });
  });

  test('the user is shown what there is to choose from', async () => {
    const used = { 'kubernetes.io/legacy-token-last-used': '2026-01-05', 'app.kubernetes.io/managed-by': 'k8s-disco' };
    const other = tokenSecret('other', { token: 'x.y.z', uid: 'u-1', created: '2026-01-02T10:20:30Z', labels: used });
    expect(await get(['apisix'], cluster(FILLED, other))).toEqual({
      code: 2,
      stdout: '',
      stderr: `✖ default/apisix has 2 token Secrets, and nothing says which is meant
    Asked: http://127.0.0.1:PORT
    Choose one with --secret NAME.
    SECRET         CREATED                LAST USED    MADE BY
    apisix-token   2026-01-01 00:00 UTC   not known    others
    other          2026-01-02 10:20 UTC   2026-01-05   k8s-disco
`,
    });
  });
});

test('a token that the legacy clean-up has marked is printed, and said to be refused', async () => {
  const labels = { 'kubernetes.io/legacy-token-invalid-since': '2026-01-03' };
  const marked = tokenSecret('apisix-token', { token: TOKEN, uid: 'u-1', labels });
  expect(await get(['apisix'], cluster(marked))).toEqual({
    code: 0,
    stdout: TOKEN,
    stderr: `⚠ API servers refuse the token of the Secret default/apisix-token since      T18
    2026-01-03, as nobody had used it for a year. Without the label
    kubernetes.io/legacy-token-invalid-since it is good again
    mend: kubectl label secret apisix-token -n default kubernetes.io/legacy-token-invalid-since- --server http://127.0.0.1:PORT
`,
  });
});

describe('what a Secret holds', () => {
  test.each([
    ['in base64 twice', base64(TOKEN), 'T01', 'is still encoded in base64: the API server answers 401'],
    ['without dots', 'sesame', 'T03', 'is no token of a service account, which has three parts with dots between'],
    ['cut short', TOKEN.slice(0, -1), 'T03', /has a signature of 341 characters/],
  ])('%s is printed, and said to be wrong', async (_, token, id, fault) => {
    const secret = tokenSecret('apisix-token', { token, uid: 'u-1' });
    const { code, stdout, stderr } = await get(['apisix'], cluster(secret));
    expect({ code, stdout }).toEqual({ code: 0, stdout: token });
    const said = stderr.replaceAll(/\s+/g, ' ').replace(` ${id}`, '');
    expect(said).toMatch(/^⚠ The token of the Secret default\/apisix-token /);
    expect(said).toMatch(fault);
    expect(stderr).toMatch(new RegExp(` ${id}\n`));
    expect(stderr).not.toContain(token);
  });

  test('and no HTTP header can carry is not printed, as a terminal would obey it', async () => {
    const secret = tokenSecret('apisix-token', { token: '\u001b]0;title\u0007', uid: 'u-1' });
    expect(await get(['apisix'], cluster(secret))).toEqual({
      code: 1,
      stdout: '',
      stderr: `✖ the Secret default/apisix-token holds something that is no token: no HTTP  T03
    header can carry it
    Asked: http://127.0.0.1:PORT
    Delete it, and once it is made again the token controller fills it.
    mend: kubectl delete secret apisix-token -n default --server http://127.0.0.1:PORT && echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl create -f - --server http://127.0.0.1:PORT
`,
    });
  });
});

test('-v says on stderr whom it asks, as whom and why', async () => {
  expect(await get(['apisix', '-v', '--token', 'sesame'], cluster(FILLED))).toEqual({
    code: 0,
    stdout: TOKEN,
    stderr: `127.0.0.1:PORT: http://127.0.0.1:PORT, from the command line
  asked with the token of --token
127.0.0.1:PORT: asking for the token…
`,
  });
});

test('an API server that refuses is told with who named it, and the code is 3', async () => {
  const answers = { ...cluster(), [`${NAMESPACE}/secrets`]: refusal(403, 'Forbidden', 'secrets is forbidden') };
  expect(await get(['apisix'], answers)).toEqual({
    code: 3,
    stdout: '',
    stderr: `✖ http://127.0.0.1:PORT forbids GET /api/v1/namespaces/default/secrets to a
    request without credentials (403): secrets is forbidden
    From the command line. Other ways: --help
`,
  });
});

test.each([
  [['Apisix'], 'NAME "Apisix" is no name in Kubernetes. Did you mean apisix?'],
  [['--secret', '../x'], '--secret "../x" is no name in Kubernetes. Did you mean x?'],
  [['--out-file', ''], '--out-file names no file'],
  [['--out-file', '-'], '--out-file is for a file, and - is none'],
  [['-n', 'a.b'], '--namespace "a.b" is no name in Kubernetes. Did you mean a-b?'],
])('%j is refused before anything is asked', async (args, message) => {
  const { code, stdout, stderr } = await cli(['token', 'get', ...args, '--server', 'http://127.0.0.1:1']);
  expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: `✖ ${message}` });
});
