import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask, maskedLines, maskShapes } from '../../src/lint/masking.ts';

/** Made up: header and claims are real JSON, the signature is none. */
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
const HALF = JWT.length / 2;
const STARS = '*'.repeat(JWT.length);

interface Case {
  readonly name: string;
  readonly text: string;
  readonly masked: string;
}

const HIDDEN: readonly Case[] = [
  { name: 'a token', text: `client:\n  token: ${JWT}\n  port: 6443\n`, masked: `client:\n  token: ${STARS}\n  port: 6443\n` },
  { name: 'text with blanks', text: 'password: correct horse # mine', masked: 'password: ************* # mine' },
  { name: 'a number', text: 'password: 123456', masked: 'password: ******' },
  {
    name: 'quotes, which stay',
    text: `token: "a\\"b"\r\n'token' : 'it''s'\r\n`,
    masked: `token: "****"\r\n'token' : '*****'\r\n`,
  },
  { name: 'an escaped key', text: '"tok\\u0065n": abc', masked: '"tok\\u0065n": ***' },
  { name: 'an explicit key', text: '? token\n: abc\n', masked: '? token\n: ***\n' },
  { name: 'braces', text: '{token: abc def, host: a}', masked: '{token: *******, host: a}' },
  { name: 'braces behind a list', text: 'etcd: {host: [a], password: abc}', masked: 'etcd: {host: [a], password: ***}' },
  { name: 'JSON', text: '{"secret_key":"abc","port":6443}', masked: '{"secret_key":"***","port":6443}' },
  { name: 'a list', text: 'token: [abc, "def"]\nkeyring:\n  - ghi\n', masked: 'token: [***, "***"]\nkeyring:\n  - ***\n' },
  { name: 'a map of credentials', text: 'credentials: {admin: abc}', masked: 'credentials: {admin: ***}' },
  {
    name: 'a block, whose indentation stays',
    text: `token: |-\n  ${JWT.slice(0, HALF)}\n  ${JWT.slice(HALF)}\nport: 1\n`,
    masked: `token: |-\n  ${STARS.slice(0, HALF)}\n  ${STARS.slice(HALF)}\nport: 1\n`,
  },
  { name: 'text over lines', text: 'token: abc\n  def\nport: 1\n', masked: 'token: ***\n  ***\nport: 1\n' },
  { name: 'behind an anchor and a tag', text: 'token: &a !!str abc\nx: *a', masked: 'token: &a !!str ***\nx: *a' },
  {
    name: 'an anchor elsewhere',
    text: 'x: &t abc\ny: &u {z: [def]}\ntoken: *t\nsecret: *u\n',
    masked: 'x: &t ***\ny: &u {z: [***]}\ntoken: *t\nsecret: *u\n',
  },
  {
    name: 'many names',
    text: 'access_key: a\nclientSecret: b\nprivate-key: c\nSECRET_KEY: d\nsecret: e\nMY_TOKEN: f\nssl.key: g\napikey: h\n',
    masked: 'access_key: *\nclientSecret: *\nprivate-key: *\nSECRET_KEY: *\nsecret: *\nMY_TOKEN: *\nssl.key: *\napikey: *\n',
  },
  {
    name: "the Admin API's keys",
    text: 'admin_key:\n  - name: admin\n    key: abc\n    role: admin\n',
    masked: 'admin_key:\n  - name: admin\n    key: ***\n    role: admin\n',
  },
  { name: 'the key of key-auth', text: 'plugins: {key-auth: {key: abc}}', masked: 'plugins: {key-auth: {key: ***}}' },
  {
    name: 'all data of a Secret',
    text: 'data: {a: YWJj}\nkind: Secret\nstringData:\n  b: |\n    abc\n',
    masked: 'data: {a: ****}\nkind: Secret\nstringData:\n  b: |\n    ***\n',
  },
  { name: 'the value of a variable', text: 'env: [{name: MY_TOKEN, value: abc}]', masked: 'env: [{name: MY_TOKEN, value: ***}]' },
  {
    name: 'a config.yaml in a block',
    text: 'data:\n  config.yaml: |\n    client:\n      token: abc\n      port: "6443"\n',
    masked: 'data:\n  config.yaml: |\n    client:\n      token: ***\n      port: "6443"\n',
  },
  {
    name: 'a config.yaml in JSON',
    text: String.raw`{"config.yaml":"client:\n  token: abc\n  password: \"d\u0065f\"\n  port: 1\n"}`,
    masked: String.raw`{"config.yaml":"client:\n  token: ***\n  password: \"********\"\n  port: 1\n"}`,
  },
  {
    name: 'a Secret in an annotation',
    text: `last-applied: |\n  {"kind":"Secret","data":{"x":"YWJj"}}\n`,
    masked: `last-applied: |\n  {"kind":"Secret","data":{"x":"****"}}\n`,
  },
  {
    name: 'comments',
    text: `# token: a b c\nhost: x # password: abc\n# ${JWT}\n`,
    masked: `# token: *****\nhost: x # password: ***\n# ${STARS}\n`,
  },
  {
    name: 'a block in a comment',
    text: '# token: |\n#   abc\n# host: a\n',
    masked: '# token: |\n#   ***\n# host: a\n',
  },
  { name: 'words of a command line', text: 'args: ["--token=abc", "--port=80"]', masked: 'args: ["--token=***", "--port=80"]' },
  { name: 'an environment', text: 'export K8S_TOKEN=abc\nPORT=6443\n', masked: 'export K8S_TOKEN=***\nPORT=6443\n' },
  {
    name: 'blanks in a block',
    text: 'token: |\n\n  a b \n    \n  # c\n',
    masked: 'token: |\n\n  *** \n    \n  # *\n',
  },
  {
    name: 'broken YAML',
    text: 'client: token: abc\nx: ]\n  secret: |\n    def\n\ttoken: "ghi\n',
    masked: 'client: token: ***\nx: ]\n  secret: |\n    ***\n\ttoken: "***\n',
  },
  { name: 'a JWT anywhere', text: `note: see ${JWT}, thanks`, masked: `note: see ${STARS}, thanks` },
  {
    name: 'a JWT over lines, in base64, in a comment',
    text: '# ZXlKaGJHY2lPaUo\n# abc\nx: >-\n  eyJhbGciOiJSU\n  zI1NiJ9\nport: 1\n---\n',
    masked: '# ***************\n# ***\nx: >-\n  *************\n  *******\nport: 1\n---\n',
  },
  {
    name: 'PEM',
    text: 'key: |\n  -----BEGIN PRIVATE KEY-----\n  MIIE\n  abc=\n  -----END PRIVATE KEY-----\nport: 1\n',
    masked: 'key: |\n  -----BEGIN PRIVATE KEY-----\n  ****\n  ****\n  -----END PRIVATE KEY-----\nport: 1\n',
  },
  {
    name: 'PEM in one line',
    text: String.raw`{"key":"-----BEGIN X-----\nMII\n-----END X-----"}`,
    masked: '{"key":"-----BEGIN X-----*******-----END X-----"}',
  },
  {
    name: 'PEM without an end',
    text: '# -----BEGIN X-----\n# MIIE\n# abc\n\nport: 1\n',
    masked: '# -----BEGIN X-----\n# ****\n# ***\n\nport: 1\n',
  },
  {
    name: 'PEM without an end in one line',
    text: String.raw`# -----BEGIN X-----\nMIIEpAIBAAKCAQEAabcd\nabc=, and prose`,
    masked: '# -----BEGIN X-----****************************, and prose',
  },
  { name: 'PEM in base64', text: 'ca: LS0tLS1CRUdJTiBDRVJUSUZJ', masked: 'ca: ************************' },
  {
    name: 'passwords in URLs',
    text: 'host: ["http://a:b:c@d@10.0.0.1:8848", http://u:p@h,http://v:q@h]',
    masked: 'host: ["http://a:*****@10.0.0.1:8848", http://u:*@h,http://v:*@h]',
  },
  { name: 'a header', text: '- "Authorization: Bearer abc123"', masked: '- "Authorization: *************"' },
  { name: 'a bearer token', text: 'curl -H "X: Bearer abc123"', masked: 'curl -H "X: Bearer ******"' },
  {
    name: 'the beginnings of secrets that YAML reads as something else',
    text: 'password: *Pa55!x\ntoken: &Pa55 x\nsecret: !Pa55 x\npwd: |Pa55\npass: | Pa55\n',
    masked: 'password: *******\ntoken: *******\nsecret: *******\npwd: *****\npass: ******\n',
  },
  {
    name: 'secrets with quotes, commas and number signs',
    text: `token: "Pa5"5 x\ntoken: 'Pa5'5 x\n{password: Pa5,5word}\npassword: Pa55 #word\n`,
    masked: `token: "*******\ntoken: '*******\n{password: *********}\npassword: **** *****\n`,
  },
  {
    name: 'forgotten signs and blanks',
    text: `client:\n  token= abc def\nx:\n  password:abc\n  {token:abc}\n  "token" "abc"\n  token abc\n  token\n  : abc\n`,
    masked: `client:\n  token= *******\nx:\n  password:***\n  {token:***}\n  "token" "***"\n  token ***\n  token\n  : ***\n`,
  },
  {
    name: 'JSON without quotes and colons',
    text: `{"a":{token:'abc',"token" "def","port":1}}`,
    masked: `{"a":{token:'***',"token" "***","port":1}}`,
  },
  {
    name: 'lines that lost their indentation',
    text: 'a:\n  b:\n      token: >\n       abc\n     def\n      port: 1\n',
    masked: 'a:\n  b:\n      token: >\n       ***\n     ***\n      port: 1\n',
  },
  {
    name: 'misspelt names',
    text: 'tokn: a\ntocken: b\npasword: c\njwt: d\n',
    masked: 'tokn: *\ntocken: *\npasword: *\njwt: *\n',
  },
  {
    name: 'text in place of a client',
    text: 'client: abc\n---\nclient: [token, abc]\n',
    masked: 'client: ***\n---\nclient: [token, ***]\n',
  },
  { name: 'a token as a key', text: 'token: {abcdefg1: 2}', masked: 'token: {********: *}' },
  {
    name: 'a password before a host',
    text: `host: ['nacos:abc@h', "http://nacos:a #1@h", u:p@h]`,
    masked: `host: ['nacos:***@h', "http://nacos:****@h", u:*@h]`,
  },
  { name: 'a token as the user of a URL', text: 'http://abcdefghijk1:x@h', masked: 'http://************:*@h' },
  {
    name: 'comments in prose',
    text: '# the token is abcdefg1\n# password abcdefg1\n# token:\n#   abcdefg\n# k8s-disco-ignore C24 token abcdefg1\n',
    masked: '# the token is ********\n# password ********\n# token:\n#   *******\n# k8s-disco-ignore C24 token ********\n',
  },
  {
    name: 'a long word at random in a comment',
    text: '# k8s-disco-ignore-abcdefGHIJ123456',
    masked: '# k8s-disco-ignore-****************',
  },
  {
    name: 'the default of a reference',
    text: 'token: "${{TOKEN:=abc}}"\npassword: a${B}c',
    masked: 'token: "${{TOKEN:=***}}"\npassword: *${B}*',
  },
];

const SHOWN: readonly string[] = [
  'token_file: /var/run/secrets/token',
  'token: ${KUBERNETES_CLIENT_TOKEN}\npassword: ${{PASSWORD}}',
  'token: /var/run/secrets/kubernetes.io/serviceaccount/token',
  'secret: $secret://vault/1/key',
  'token:\npassword: ""\nsecret: ~\nuse_token: true\nautomountServiceAccountToken: false',
  'port: 6443\nhost: 10.0.0.1\nkey: remote_addr',
  'volumes: [{name: a, secret: {secretName: b}}]\nimagePullSecrets: [{name: regcred}]',
  'secretKeyRef: {name: apisix, key: token}',
  'kind: ConfigMap\ndata: {a: b}',
  'type: kubernetes.io/service-account-token',
  'service_name: default/auth-token:http',
  'resources: ["serviceaccounts/token"]\nverbs: [create]',
  'max_tokens: 512\nexistingSecretKey: apisix\ntoken_endpoint: https://idp/token',
  'nodes: ["http://host:8848/a@b", http://user@host]',
  'label_selector: app=token,tier=web',
  'host: http://${{USER}}:${{PASSWORD}}@nacos:8848',
  'Bearer authentication is what a token: is for',
  'x: &anchor [1, 2]\ny: *anchor',
  'client: {token_file: /path}\ntokens: 2\nkind: Secret\nimage: apache/apisix:3.18@sha256:0123',
  '# k8s-disco-ignore T03 rotated by hand\n# the token is read from /var/run/secrets/v1\n# tokens of release 3.18.0',
  'client: {token}',
];

describe('hidden:', () => {
  test.each(HIDDEN)('$name', ({ text, masked }) => {
    expect(mask(text)).toBe(masked);
  });
});

test.each(SHOWN)('%j stays as it is', (text) => {
  expect(mask(text)).toBe(text);
});

test('lines come by their 1-based number, without a byte order mark and their ends', () => {
  const line = maskedLines({ path: 'a.yaml', text: '\uFEFFa: 1\r\ntoken: abc\r\n', named: true });
  expect([0, 1, 2, 3, 4].map(line)).toEqual([undefined, 'a: 1', 'token: ***', '', undefined]);
});

test('every character but those of secrets stays, and lines keep their width', () => {
  const piece = fc.constantFrom(
    'token',
    'key',
    ': ',
    '\n',
    '  ',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
    '|',
    '&a ',
    '*a ',
    '\r\n',
    'eyJ',
    '://',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
      const text = pieces.join('');
      const masked = mask(text);
      expect(masked).toHaveLength(text.length);
      const others = masked.split('').filter((character, at) => character !== text[at] && character !== '*');
      expect(others).toEqual([]);
    }),
    { numRuns: 2000 },
  );
}, 20_000);

test('a secret shows in no layout', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{12,30}$/).filter((text) => !/^(?:null|true|false)$/i.test(text));
  const layouts: readonly ((secret: string) => string)[] = [
    (text) => `token: ${text}`,
    (text) => `"token":"${text}"`,
    (text) => `a: {b: [{token: ${text}}]}`,
    (text) => `a:\n- token: >-\n    ${text}\n  b: c`,
    (text) => `a: "{\\"token\\":\\"${text}\\"}"`,
    (text) => `a: '{"token":"${text}"}'`,
    (text) => `a: |\n  b: |\n    token: ${text}`,
    (text) => `token: &a ${text}\nb: *a`,
    (text) => `b: &a\n  - ${text}\ntoken: *a`,
    (text) => `#token: ${text}`,
    (text) => `a: ]\n\ttoken: '${text}`,
    (text) => `TOKEN=${text}`,
    (text) => `http://user:${text}@host/`,
    (text) => `kind: Secret\ndata:\n  - {a: [${text}]}`,
  ];
  fc.assert(
    fc.property(secret, fc.constantFrom(...layouts), (text, layout) => {
      expect(mask(layout(text))).not.toContain(text);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['brackets', '['.repeat(100_000)],
  ['beginnings of tokens', 'eyJ'.repeat(100_000)],
  ['names in one line', 'token: '.repeat(50_000)],
  ['one line of JSON', `{${'"token":"abc",'.repeat(50_000)}}`],
  ['URLs', '://a:b'.repeat(50_000)],
  ['lines that go on', 'eyJabcdefghi\n'.repeat(50_000)],
  ['beginnings of PEM', '-----BEGIN A-----\n'.repeat(20_000)],
  ['one long word', 'a'.repeat(1_000_000)],
  ['dashes before colons', `# ${'--: '.repeat(40)}! token: abc12345\n`.repeat(1_000)],
  ['characters of a password in a URL', `# http://a:${'x'.repeat(9_900_000)}`],
  ['blanks in a secret', `token: |\na\n${' '.repeat(300_000)}b`],
  ['blocks in one line', `# ${'pass: |'.repeat(30_000)}\n${'#   xx\n'.repeat(30_000)}`],
  ['blocks in blocks', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}# pass: |\n`).join('')],
  ['anchors of one name', '- &a 1\n'.repeat(40_000)],
  [
    'anchors inside secret anchors',
    `x: ${Array.from({ length: 10_000 }, (_, depth) => `&a${depth} [`).join('')}\ntoken: [${Array.from({ length: 10_000 }, (_, depth) => `*a${depth}`).join()}]`,
  ],
])('takes little time for many %s', (_name, text) => {
  expect(mask(text)).toHaveLength(text.length);
});

test.each<readonly [title: string, text: string, masked: string]>([
  ['JSON', 'answers {"code":1,"token":"s3cr3t"}', 'answers {"code":1,"token":"******"}'],
  ['a quote inside', String.raw`{"token": "s3\"cr3t"}`, '{"token": "********"}'],
  ['JSON within JSON', String.raw`{"body":"{\"token\":\"s3cr3t\"}"}`, String.raw`{"body":"{\"token\":\"******\"}"}`],
  ['JSON that is cut off', '{"token":"s3cr', '{"token":"****'],
  [
    'a private key whose line ends are blanks',
    '-----BEGIN X----- MIIEpAIBAAKCAQEA abc=',
    '-----BEGIN X----- *********************',
  ],
  ['names that keep none', '{"kind":"Status","token_file":"/t"}', '{"kind":"Status","token_file":"/t"}'],
  ['prose', 'the token: "abc" after -----BEGIN X----- is no secret', 'the token: "abc" after -----BEGIN X----- is no secret'],
])('a sentence with %s', (_title, text, masked) => {
  expect(maskShapes(text)).toBe(masked);
});
