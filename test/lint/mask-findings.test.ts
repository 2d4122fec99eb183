import { expect, test } from 'vitest';
import { lintFiles } from '../support/lint.ts';

/** Made up; no part of it is a word of a message. */
const SECRET = 'S3CRETxyz9876543210';
const JWT = `eyJhbGciOiJSUzI1NiJ9.${SECRET}.${SECRET}`;

/** A config of `service` and what else stands under `kubernetes:`. */
function config(service: string, rest = 'client: {token_file: /t}'): string {
  return `discovery:\n  kubernetes:\n    service: {${service}}\n    ${rest}\n`;
}

function upstream(name: string): string {
  return `upstreams:\n- id: 1\n  type: roundrobin\n  discovery_type: kubernetes\n  service_name: ${name}\n#END\n`;
}

test.each([
  [
    'a token as a key',
    config('port: "1"', `client: {token: "\${T}", ${JWT}: 1}`),
    'C19 The gateway does not know discovery.kubernetes.client.***',
  ],
  [
    'a token behind a key without a blank',
    config('port: "1"', `client: {token: "\${T}", token:${SECRET}}`),
    'C19 The gateway does not know discovery.kubernetes.client.token:***',
  ],
  [
    'a token in place of the client',
    config('port: "1"', `client: ${SECRET}`),
    'C36 discovery.kubernetes.client is other text, but must be a map',
  ],
  [
    'a token with a wrong sign',
    config('port: "1"', `client:\n      token= ${SECRET}`),
    'C36 discovery.kubernetes.client is other text, but must be a map',
  ],
  [
    'a token as the port',
    config(`port: ${JWT}`),
    'C36 discovery.kubernetes.service.port is "***", but must be a port from 1 to 65535 written as text, or ${VAR}',
  ],
  [
    'a token as the schema',
    config(`schema: ${JWT}`),
    'C36 discovery.kubernetes.service.schema is "***", but must be http or https',
  ],
  [
    'a token as the host, also in small letters',
    config(`host: ${JWT}`),
    'C04 discovery.kubernetes.service.host is "***", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
  ],
  ['a token as a service_name', upstream(JWT), 'S02 service_name "***"'],
  ['a password in a service_name', upstream(`http://u:${SECRET}@h`), 'S02 service_name "http://u:***@h"'],
  ['a password that is cut', upstream(`http://u:${SECRET.repeat(6)}@h`), 'S02 service_name "http://u:***"'],
  [
    'a secret in a comment of lint',
    `# k8s-disco-ignore-${SECRET}\n${config('port: "1"')}`,
    'L01 k8s-disco-ignore-*** ignores nothing: there is no such comment',
  ],
])(
  '%s shows in no message, hint or fix',
  async (_what, text, message) => {
    const { report } = await lintFiles({ 'a.yaml': text });
    expect(report.files.flatMap(({ findings }) => findings.map((one) => `${one.id} ${one.message}`))).toContainEqual(
      expect.stringContaining(message),
    );
    expect(JSON.stringify(report).toLowerCase()).not.toContain(SECRET.toLowerCase());
  },
  20_000,
);

test('what stands beside a secret is told, and a fix without one keeps its edits', async () => {
  const { lines, report } = await lintFiles({ 'a.yaml': config('port: 6443', `client: {token: ${SECRET}, tokn: 1}`) });
  expect(lines).toContain(
    'a.yaml:3:21 error C01 discovery.kubernetes.service.port is the number 6443, but must be a port from 1 to 65535 written as text, or ${VAR}',
  );
  expect(report.files[0]?.findings[0]?.fix?.edits).toHaveLength(1);
});
