import { expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../../support/tokens.ts';
import { surroundingsOf } from '../../support/surroundings.ts';

const clock = new FakeClock();
const iat = clock.now() / 1000 - 3 * 3600;
const secretToken = unsignedToken(SECRET_CLAIMS);
const bound = unsignedToken(boundClaims({ iat, exp: iat + 90 * 86_400 }, { pod: { name: 'shop-0' } }));
const { readFile } = surroundingsOf({
  files: {
    token: secretToken,
    bound,
    encoded: base64(secretToken),
    kubeconfig: 'apiVersion: v1\nkind: Config\n',
    strange: unsignedToken({ sub: 'ja\u001b[31mne' }),
  },
});

function inspect(args: readonly string[], stdin = '') {
  return cli(['token', 'inspect', ...args], { stdin, host: { readFile, clock } });
}

test('a token of a Secret is shown with its claims', async () => {
  expect(await inspect(['token'])).toEqual({
    code: 0,
    stderr: '',
    stdout: `✔ The token in token is of system:serviceaccount:default:apisix, and never
    expires
  subject     system:serviceaccount:default:apisix
  namespace   default
  account     apisix, uid uid-of-account
  issued by   the token controller, for a Secret (legacy)
  bound to    Secret default/apisix-token
  issuer      kubernetes/serviceaccount
  signed      RS256, key test-key
  expires     never
Next: k8s-disco token verify token
`,
  });
});

test('a bound token is shown with its times', async () => {
  const { code, stdout } = await inspect(['bound']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `✔ The token in bound is of system:serviceaccount:default:apisix, and expires
    2026-03-31 21:00 UTC, in 90 d
⚠ The token in bound was copied out of the pod default/shop-0, and is        T12
    refused once that pod is gone
    mend: echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - && sleep 2 && k8s-disco token get apisix -n default --secret apisix-token --out-file bound
  subject     system:serviceaccount:default:apisix
  namespace   default
  account     apisix, uid uid-of-account
  issued by   TokenRequest
  bound to    pod default/shop-0
  audience    https://kubernetes.default.svc
  issuer      https://kubernetes.default.svc
  signed      RS256, key test-key
  issued      2025-12-31 21:00:00 UTC (3 h ago)
  expires     2026-03-31 21:00:00 UTC (in 90 d)
  lifetime    90 d
Next: k8s-disco token verify bound
`,
  });
});

test('what cannot work comes first, and ends with 1', async () => {
  const { code, stdout } = await inspect(['encoded']);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^✖ The token in encoded is still encoded in base64: .*T01\n.*\n    mend: \(umask 077; base64 -d encoded > decoded-token\)\n/,
  );
});

test('a token may be piped in, and JSON holds it as little as text does', async () => {
  for (const args of [[], ['-']]) {
    const { code, stdout } = await inspect([...args, '-o', 'json'], `${base64(bound)}\n`);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      apiVersion: 'k8s-disco/v1',
      kind: 'TokenReport',
      action: 'inspect',
      form: 'service-account',
      encodings: 1,
      claims: {
        subject: 'system:serviceaccount:default:apisix',
        namespace: 'default',
        serviceAccount: 'apisix',
        uid: 'uid-of-account',
        issuedBy: 'request',
        boundTo: [{ kind: 'pod', name: 'shop-0', uid: null }],
        audiences: ['https://kubernetes.default.svc'],
        issuer: 'https://kubernetes.default.svc',
        keyId: 'test-key',
        algorithm: 'RS256',
        issued: '2025-12-31T21:00:00.000Z',
        notBefore: '2025-12-31T21:00:00.000Z',
        expires: '2026-03-31T21:00:00.000Z',
        lifetimeSeconds: 90 * 86_400,
      },
      findings: [
        {
          id: 'T01',
          severity: 'error',
          message: 'The token is still encoded in base64: the API server answers 401',
          mend: '(umask 077; base64 -d > decoded-token)',
        },
        {
          id: 'T12',
          severity: 'warning',
          message: 'The token, decoded, was copied out of the pod default/shop-0, and is refused once that pod is gone',
          mend: `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - && sleep 2 && k8s-disco token get apisix -n default --secret apisix-token --out-file token`,
        },
      ],
    });
  }
});

test('a newline spoils a token for an old release', async () => {
  const { code, stdout } = await inspect(['--gateway-version', '2.15.3'], `${secretToken}\n`);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✖ The token ends in a newline, which is sent along: the API server .*T02\n/);
});

test('what a terminal would obey is escaped', async () => {
  const { stdout } = await inspect(['strange']);
  expect(stdout).toContain('subject   ja\\u001b[31mne\n');
  expect(stdout).not.toContain('\u001b');
});

test.each([
  ['a token', secretToken],
  ['its header', `Bearer ${secretToken}`],
  ['an encoded token', base64(secretToken)],
  ['a token of Rancher', 'kubeconfig-u-x7k2p:zzzz'],
])('%s on the command line is refused and not repeated', async (_title, token) => {
  const { code, stdout, stderr } = await inspect([token]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(`✖ a token is no argument: it would stay in the history of the shell and show
    among the processes
    pipe it in, or name a file that holds it
`);
});

test('what holds a token is named, with the command that takes it out', async () => {
  expect(await inspect(['kubeconfig'])).toEqual({
    code: 2,
    stdout: '',
    stderr: `✖ kubeconfig: this is a kubeconfig, not a token
    resolve --kubeconfig asks with it as it is. Its token may be taken out.
    mend: kubectl config view --raw --kubeconfig kubeconfig -o jsonpath='{.users[*].user.token}' | k8s-disco token inspect
`,
  });
});

test.each([
  [['-'], 'this is a kubeconfig, not a token'],
  [['missing'], 'missing: cannot read the token: no such file'],
])('%j: %s', async (args, message) => {
  const { code, stdout, stderr } = await inspect(args, 'kind: Config\n');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('without a file a terminal is not waited for', async () => {
  const { code, stderr } = await cli(['token', 'inspect'], { host: { stdinIsTerminal: true } });
  expect({ code, stderr }).toEqual({ code: 2, stderr: '✖ no token to read\n    name a file that holds one, or pipe it in\n' });
});
