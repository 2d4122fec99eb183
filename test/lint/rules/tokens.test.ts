import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lintFiles } from '../../support/lint.ts';
import type { LintFilesOptions } from '../../support/lint.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../../support/tokens.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z') / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const config = (client: string, schema = 'https') => `discovery:
  kubernetes:
    service:
      schema: ${schema}
      host: api.example.com
      port: "6443"
    client:
      ${client}
`;

/** What the rules about tokens say of files, the first of which is a config. */
async function said(files: Readonly<Record<string, string>>, options: LintFilesOptions = {}): Promise<readonly string[]> {
  const { lines, report } = await lintFiles(files, options);
  expect(secretsIn(JSON.stringify(withoutFixes(report)))).toEqual([]);
  return lines.filter((line) => / T\d\d /.test(line));
}

/** A fix may hold the token that it writes; nothing else may. */
function withoutFixes(report: unknown): unknown {
  return JSON.parse(JSON.stringify(report, (key, value: unknown) => (key === 'fix' ? undefined : value)));
}

function secretsIn(text: string): readonly string[] {
  return text.match(/eyJ[\w.-]+|ZXlK\w+/g) ?? [];
}

const lasting = unsignedToken(SECRET_CLAIMS);
const bound = (life: number, { left = life, ...binding }: { readonly left?: number; readonly pod?: unknown } = {}) =>
  unsignedToken(boundClaims({ iat: NOW + left - life, exp: NOW + left }, binding));
const yearly = bound(365 * DAY);
const yearEnd = '2027-11-21 09:00 UTC';

describe('an inline token', () => {
  const readOnce = (end: string) => `config.yaml:8:14 warning T07 client.token is read at start only, and expires at ${end}`;

  it.each<[string, string, readonly string[]]>([
    ['the token of a Secret is fine', lasting, []],
    [
      'T01: base64',
      base64(lasting),
      ['config.yaml:8:14 error T01 client.token is still encoded in base64: the API server answers 401'],
    ],
    [
      'T01: base64 of half a token',
      base64(lasting.slice(0, 300)),
      ['config.yaml:8:14 error T01 client.token is still encoded in base64: the API server answers 401'],
    ],
    [
      'T03: no signature',
      lasting.split('.').slice(0, 2).join('.'),
      [
        'config.yaml:8:14 error T03 client.token has 2 parts in place of header, claims and signature: the API server answers 401',
      ],
    ],
    [
      'T03: the end of the signature is missing',
      lasting.slice(0, -5),
      [
        'config.yaml:8:14 error T03 client.token has a signature of 337 characters, as RS256 never has: its end is missing: the API server answers 401',
      ],
    ],
    [
      'T03: the beginning is missing',
      lasting.slice(1),
      [
        'config.yaml:8:14 error T03 client.token has a header that cannot be read, as if its beginning were missing: the API server answers 401',
      ],
    ],
    ['a signature of a key of 4096 bits is fine', unsignedToken(SECRET_CLAIMS, { characters: 683 }), []],
    [
      'T03: never a token of an account',
      'abc.def-_',
      ['config.yaml:8:14 warning T03 client.token is no token of a service account, which has three parts with dots between'],
    ],
    [
      'T04: expired',
      bound(DAY, { left: -61 }),
      [
        'config.yaml:8:14 error T04 client.token, of system:serviceaccount:default:apisix, expired at 2026-11-21 08:58 UTC: the API server answers 401',
      ],
    ],
    [
      'T05: an hour, as kubectl create token asks for',
      bound(HOUR),
      [
        'config.yaml:8:14 warning T05 client.token lives 60 min in all, until 2026-11-21 10:00 UTC',
        readOnce('2026-11-21 10:00 UTC'),
      ],
    ],
    [
      'T05: two days, which is what GKE gives at most',
      bound(2 * DAY),
      [
        'config.yaml:8:14 warning T05 client.token lives 48 h in all, until 2026-11-23 09:00 UTC',
        readOnce('2026-11-23 09:00 UTC'),
      ],
    ],
    ['T07: a year', yearly, [readOnce(yearEnd)]],
    [
      'T26: less than a fifth of its life is left',
      bound(100 * DAY, { left: 19 * DAY }),
      [
        readOnce('2026-12-10 09:00 UTC'),
        'config.yaml:8:14 warning T26 client.token expires at 2026-12-10 09:00 UTC, which is soon for the life it has',
      ],
    ],
    [
      'T26: less than a day is left of more than two',
      bound(3 * DAY, { left: 23 * HOUR }),
      [
        readOnce('2026-11-22 08:00 UTC'),
        'config.yaml:8:14 warning T26 client.token expires at 2026-11-22 08:00 UTC, which is soon for the life it has',
      ],
    ],
    ['more than a fifth is left', bound(100 * DAY, { left: 21 * DAY }), [readOnce('2026-12-12 09:00 UTC')]],
    [
      'T12: copied out of a pod',
      bound(365 * DAY, { pod: { name: 'shop-0', uid: 'u' } }),
      [
        readOnce(yearEnd),
        'config.yaml:8:14 warning T12 client.token was copied out of the pod default/shop-0, and is refused once that pod is gone',
      ],
    ],
    [
      'T21: of a person',
      unsignedToken({ iss: 'https://login.example.com', sub: 'jane' }),
      ['config.yaml:8:14 warning T21 client.token is a token of jane, not of a service account'],
    ],
    [
      'T21: of a cloud',
      'k8s-aws-v1.aHR0cHM6Ly9zdHM',
      ['config.yaml:8:14 warning T21 client.token is a token of Amazon EKS, which lives 15 minutes, not of a service account'],
    ],
    ['T22: empty', '""', ['config.yaml:8:14 error T22 client.token is empty (discovery.kubernetes.client.token)']],
    [
      'T27: a placeholder',
      'CHANGEME',
      ['config.yaml:8:14 error T27 client.token only holds the place of a token: the API server answers 401'],
    ],
  ])('%s', async (_title, token, findings) => {
    expect(await said({ 'config.yaml': config(`token: ${token}`) })).toEqual(findings);
  });

  it('without https an empty token will do, as with kubectl proxy', async () => {
    expect(await said({ 'config.yaml': config('token: ""', 'http') })).toEqual([]);
  });

  it('T02: a newline behind it matters up to 2.15.3', async () => {
    const { lines, report } = await lintFiles(
      { 'config.yaml': config(`token: |\n        ${lasting}`) },
      { flags: ['--gateway-version', '2.15.3', '--gateway-version', '3.0.0'] },
    );
    expect(lines.filter((line) => line.includes(' T'))).toEqual([
      'config.yaml:8:14 error T02 client.token ends in a newline, which is sent along: the API server answers 400',
    ]);
    expect(report.files[0]?.findings.find(({ id }) => id === 'T02')?.gatewayVersions).toEqual(['2.15.3']);
  });

  it('of each cluster in a list is judged', async () => {
    const text = `discovery:
  kubernetes:
    - {id: a1, service: {host: a.example.com, port: "6443"}, client: {token: xxx}}
    - {id: b2, service: {host: b.example.com, port: "6443"}, client: {token: ${lasting}}}
`;
    expect(await said({ 'config.yaml': text })).toEqual([
      'config.yaml:3:78 error T27 client.token of cluster a1 only holds the place of a token: the API server answers 401',
    ]);
  });

  it('T01 is mended where a whole token comes out, in the quotes that it has', async () => {
    const mended = async (token: string) => {
      const { report } = await lintFiles({ 'config.yaml': config(`token: ${token}`) });
      return report.files[0]?.findings.find(({ id }) => id === 'T01')?.fix?.description;
    };
    expect(await mended(base64(lasting))).toBe('Decode the token');
    expect(await mended(`"${base64(base64(lasting))}"`)).toBe('Decode the token');
    expect(await mended(base64(lasting.slice(0, 300)))).toBeUndefined();
  });
});

describe('a token in a variable', () => {
  const flags = ['--check-env'];

  it.each<[string, string, LintFilesOptions, readonly string[]]>([
    [
      "is judged where the environment is the gateway's",
      '${TOK}',
      { flags, env: { TOK: base64(lasting) } },
      ['config.yaml:8:14 error T01 The variable behind client.token is still encoded in base64: the API server answers 401'],
    ],
    ['is not judged in another environment', '${TOK}', { env: { TOK: base64(lasting) } }, []],
    [
      'of ${{VAR}} too',
      '${{TOK}}',
      { flags, env: { TOK: 'xxx' } },
      ['config.yaml:8:14 error T27 The variable behind client.token only holds the place of a token: the API server answers 401'],
    ],
    [
      'is empty',
      '${TOK}',
      { flags, env: { TOK: '' } },
      ['config.yaml:8:14 error T22 client.token is empty (discovery.kubernetes.client.token)'],
    ],
  ])('%s', async (_title, token, options, findings) => {
    expect(await said({ 'config.yaml': config(`token: ${token}`) }, options)).toEqual(findings);
  });
});

describe('a token in a file', () => {
  const flags = ['--check-files', '--gateway-version', '2.15.3', '--gateway-version', '3.12.0', '--gateway-version', '3.18.0'];
  const files = (token: string) => ({ 'config.yaml': config('token_file: token'), token });

  it.each<[string, string, readonly string[]]>([
    ['the token of a Secret is fine', lasting, []],
    [
      'T02: a newline matters up to 2.15.3',
      `${lasting}\n`,
      ['config.yaml:8:19 error T02 The token in token ends in a newline, which is sent along: the API server answers 400'],
    ],
    ['a blank behind it does not matter', `${lasting} `, []],
    [
      'T03: a byte order mark',
      `\ufeff${lasting}`,
      [
        'config.yaml:8:19 error T03 The token in token begins with a byte order mark, as some editors and PowerShell write it, which is sent along: the API server answers 401',
      ],
    ],
    [
      'T03: the % of a shell',
      `${lasting}%`,
      [
        'config.yaml:8:19 error T03 The token in token ends in %, which a shell prints behind a last line without newline: the API server answers 401',
      ],
    ],
    [
      'T06: read once before 3.13.0',
      yearly,
      [`config.yaml:8:19 warning T06 client.token_file is read at start only, and its token expires at ${yearEnd}`],
    ],
    ['T22: empty', '\n', ['config.yaml:8:19 error T22 token is empty, where the token should be']],
    [
      'T26: nothing has renewed it',
      bound(HOUR, { left: 600 }),
      [
        'config.yaml:8:19 warning T06 client.token_file is read at start only, and its token expires at 2026-11-21 09:10 UTC',
        'config.yaml:8:19 warning T26 The token in token expires at 2026-11-21 09:10 UTC, which is soon for the life it has',
      ],
    ],
  ])('%s', async (_title, token, findings) => {
    expect(await said(files(token), { flags })).toEqual(findings);
  });

  it('T24: is missing', async () => {
    expect(await said({ 'config.yaml': config('token_file: /nowhere/token') }, { flags })).toEqual([
      'config.yaml:8:19 error T24 client.token_file is /nowhere/token, which does not exist here',
    ]);
  });

  it('T24: is missing where the default is', async () => {
    expect(await said({ 'config.yaml': 'discovery:\n  kubernetes: {}\n' }, { flags: ['--check-files'] })).toEqual([
      'config.yaml:2:3 error T24 client.token_file is /var/run/secrets/kubernetes.io/serviceaccount/token, which does not exist here',
    ]);
  });

  it('T24: is not looked for where a variable names it', async () => {
    expect(await said({ 'config.yaml': config('token_file: ${TOKEN_PATH}') }, { flags: ['--check-files'] })).toEqual([]);
  });

  it('is not looked for without --check-files', async () => {
    expect(await said({ 'config.yaml': config('token_file: /nowhere/token') })).toEqual([]);
  });

  it('T06: the token of the pod expires, also where nothing names it', async () => {
    expect(await said({ 'config.yaml': 'discovery:\n  kubernetes: {}\n' }, { flags: ['--gateway-version', '3.12.0'] })).toEqual([
      'config.yaml:2:3 warning T06 client.token_file is read at start only, and its token expires within a year',
    ]);
  });
});

describe('T28: the token of the own pod in a list of clusters', () => {
  const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
  const list = (host: string, tokenFile = TOKEN) => `discovery:
  kubernetes:
    - {id: a1, service: {host: "${host}", port: "443"}, client: {token_file: ${tokenFile}}}
`;

  it.each<[string, string, LintFilesOptions, boolean]>([
    ['another host', list('api.example.com'), {}, true],
    ['/run, which /var/run links to', list('api.example.com', TOKEN.slice(4)), {}, true],
    ['another path', list('api.example.com', '/etc/apisix/token'), {}, false],
    ['the default host', list('${KUBERNETES_SERVICE_HOST}'), {}, false],
    ['the name that pods use', list('kubernetes.default.svc.cluster.local'), {}, false],
    ['the first address of a private range', list('10.96.0.1'), {}, false],
    ['the address in the environment', list('192.0.2.7'), { env: { KUBERNETES_SERVICE_HOST: '192.0.2.7' } }, false],
    ['another address', list('192.0.2.7'), { env: { KUBERNETES_SERVICE_HOST: '10.96.0.1' } }, true],
    ['a variable nobody knows here', list('${OTHER_HOST}'), {}, false],
    [
      'a variable of the gateway',
      list('${OTHER_HOST}'),
      { flags: ['--check-env'], env: { OTHER_HOST: 'api.example.com' } },
      true,
    ],
  ])('%s', async (_title, text, options, speaks) => {
    const findings = await said({ 'config.yaml': text }, options);
    expect(findings.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual(speaks ? ['warning T28'] : []);
  });
});
