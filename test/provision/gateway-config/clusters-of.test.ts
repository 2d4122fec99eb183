import { describe, expect, it } from 'vitest';
import { parseDiscoveryConfig } from '../../../src/apisix/discovery-config/parse.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import { addressMismatch, clustersOf } from '../../../src/provision/gateway-config/clusters-of.ts';
import { targetOf } from './targets.ts';

function clusters(text: string, version = '3.18.0') {
  const release = releaseOf(version);
  const parsed = parseDiscoveryConfig(text, { release, env: () => undefined });
  if (!parsed.ok) throw new Error('the config is refused');
  return clustersOf(parsed.config, release);
}

describe('the clusters of a config', () => {
  it('are one without id in single mode, in its own cluster unless it says otherwise', () => {
    expect(clusters('discovery: {kubernetes: {}}')).toEqual([
      {
        id: undefined,
        resources: ['endpoints'],
        service: { schema: 'https', host: '${KUBERNETES_SERVICE_HOST}', port: '${KUBERNETES_SERVICE_PORT}', sslVerify: false },
      },
    ]);
  });

  it('have ids in a list, the address as far as no variable holds it, and what is watched', () => {
    const text = `discovery:
  kubernetes:
    - {id: a, service: {host: a.example.com, port: "6443"}, client: {token: x}, watch_endpoint_slices: true}
    - {id: b, service: {schema: http, host: 10.0.0.1, port: "\${PORT}"}, client: {token: x}}
`;
    expect(clusters(text)).toEqual([
      {
        id: 'a',
        resources: ['endpointslices'],
        service: { schema: 'https', host: 'a.example.com', port: '6443', sslVerify: false },
      },
      { id: 'b', resources: ['endpoints'], service: { schema: 'http', host: '10.0.0.1', port: '${PORT}', sslVerify: false } },
    ]);
  });

  it.each([
    ['3.8.0', 'endpoints'],
    ['3.13.0', 'endpoints'],
    ['3.14.0', 'endpointslices'],
    ['3.15.0', 'endpointslices'],
  ])('need with watch_endpoint_slices: true and APISIX %s the right to %s', (version, resource) => {
    expect(clusters('discovery: {kubernetes: {watch_endpoint_slices: true}}', version)).toMatchObject([
      { resources: [resource] },
    ]);
  });
});

describe('the address of a config', () => {
  const mismatch = (address: string, asked: string, id?: string) => {
    const [, host = '', port = ''] = /^https:\/\/(.*):(.*)$/.exec(address) ?? [];
    const service = { schema: 'https', host, port } as const;
    return addressMismatch({ id, resources: ['endpoints'], service }, targetOf({ server: asked }).connection);
  };

  it.each([
    ['https://10.1.0.5:6443', 'https://10.1.0.5:6443'],
    ['https://api.example.com:443', 'https://API.example.com/path'],
    ['https://${HOST}:6443', 'https://10.1.0.5:6443'],
    ['https://[::1]x:6443', 'https://10.1.0.5:6443'],
  ])('%s fits %s', (server, asked) => {
    expect(mismatch(server, asked)).toBeUndefined();
  });

  it('may be that of another cluster', () => {
    expect(mismatch('https://10.1.0.9:6443', 'https://10.1.0.5:6443', 'east')).toEqual({
      id: 'N20',
      severity: 'warning',
      message:
        'The config has https://10.1.0.9:6443 and keeps it; context prod is https://10.1.0.5:6443. ' +
        'If these are two clusters, choose the right one with --context or --contexts.',
      cluster: 'east',
    });
  });
});
