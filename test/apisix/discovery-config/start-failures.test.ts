import { describe, expect, it } from 'vitest';
import { startFailuresOfKubernetes } from '../../../src/apisix/discovery-config/start-failures.ts';
import { judgeConfig } from '../../../src/apisix/judge-config.ts';
import { NEWEST_RELEASE, releaseOf } from '../../../src/apisix/release.ts';

const release = releaseOf(NEWEST_RELEASE);

/** `E08 4:13 message` of a config whose `kubernetes` is this. */
function failures(kubernetes: string, variables: Readonly<Record<string, string>> = {}): readonly string[] {
  const env = (name: string) => variables[name];
  const verdict = judgeConfig({ kind: 'text', text: `discovery:\n  kubernetes: ${kubernetes}\n` }, { release, env });
  return startFailuresOfKubernetes(verdict, { env, release }).map(
    ({ id, position, message }) => `${id} ${position.line}:${position.column} ${message}`,
  );
}

describe('the environment', () => {
  it.each([
    [
      '{}',
      { KUBERNETES_SERVICE_PORT: '443' },
      'E02 2:3 not found environment variable KUBERNETES_SERVICE_HOST (discovery.kubernetes.service.host)',
    ],
    [
      '{service: {host: h}}',
      {},
      'C25 2:16 not found environment variable KUBERNETES_SERVICE_PORT (discovery.kubernetes.service.port)',
    ],
    [
      '{service: {host: h, port: "${P}"}}',
      { P: 'tcp://10.0.0.1:443' },
      'E04 2:41 ${P} is "tcp://10.0.0.1:443", which is no port (discovery.kubernetes.service.port)',
    ],
    [
      '{service: {host: "${H}", port: "443"}}',
      { H: 'fd00::1' },
      'E06 2:32 ${H} is the IPv6 address fd00::1 without brackets, which the gateway cannot read (discovery.kubernetes.service.host)',
    ],
    [
      '{service: {host: h, port: "1"}, client: {token: "${T}"}}',
      {},
      'E08 2:63 not found environment variable T (discovery.kubernetes.client.token)',
    ],
    [
      '{service: {host: h, port: "1"}, client: {token: "${T}"}}',
      { T: '' },
      'T22 2:63 client.token is empty (discovery.kubernetes.client.token)',
    ],
  ])(
    'that keeps the API server from being reached is told at the value, or its parent: %s %j',
    (kubernetes, variables, failure) => {
      expect(failures(kubernetes, variables)).toEqual([failure]);
    },
  );

  it('is told of every variable at once', () => {
    expect(failures('{service: {host: "${H}", port: "${P}"}, client: {token: "${T}"}}', { P: '' })).toEqual([
      'E08 2:32 not found environment variable H (discovery.kubernetes.service.host)',
      'E04 2:46 ${P} is "", which is no port (discovery.kubernetes.service.port)',
      'E08 2:71 not found environment variable T (discovery.kubernetes.client.token)',
    ]);
  });

  it('is looked at for each cluster of a list', () => {
    const cluster = (id: string, token: string) => `{id: ${id}, service: {host: h, port: "1"}, client: {token: "${token}"}}`;
    expect(failures(`[${cluster('a', '${A}')}, ${cluster('b', 'b')}, ${cluster('c', '${C}')}]`)).toEqual([
      'E08 2:71 not found environment variable A (discovery.kubernetes[0].client.token)',
      'E08 2:198 not found environment variable C (discovery.kubernetes[2].client.token)',
    ]);
  });

  it('has no part in what stands in the config itself, or is off or refused', () => {
    expect(failures('{service: {host: h, port: "1"}, client: {token: ""}}')).toEqual([]);
    expect(failures('')).toEqual([]);
    expect(failures('text')).toEqual([]);
  });
});
