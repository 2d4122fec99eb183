import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDiscoveryConfig } from '../../../src/apisix/discovery-config/parse.ts';
import { releaseOf, RELEASES } from '../../../src/apisix/release.ts';
import { gatewayConfigText } from '../../../src/provision/gateway-config/block-text.ts';
import { gatewayEntry } from '../../../src/provision/gateway-config/entry.ts';
import { judgedFindings } from '../../../src/provision/gateway-config/judged-findings.ts';
import { obstaclesOf } from '../../../src/provision/gateway-config/obstacles.ts';
import { targetOf } from './targets.ts';
import type { TargetFacts } from './targets.ts';

const ACCOUNT = 'default/apisix-discovery';
const env = () => undefined;

const textOf = (...targets: readonly TargetFacts[]) =>
  gatewayConfigText(
    targets.map((facts) => gatewayEntry(targetOf(facts))),
    ACCOUNT,
  );

describe('the text of a new config', () => {
  it('holds a map for one cluster', () => {
    expect(textOf({ resources: ['endpointslices'] }))
      .toBe(`# For the service account default/apisix-discovery, set up by k8s-disco setup-rbac
discovery:
  kubernetes:
    service:
      schema: https
      host: 10.1.0.5
      port: "6443"
    client:
      token: sesame
    watch_endpoint_slices: true
`);
  });

  it('holds a list for clusters with ids', () => {
    const east: TargetFacts = { connection: { id: 'east' }, credential: { kind: 'in-cluster' } };
    const west: TargetFacts = { connection: { id: '7' }, credential: { kind: 'token-file', path: '/my tokens/west' } };
    expect(textOf(east, west)).toBe(`# For the service account default/apisix-discovery, set up by k8s-disco setup-rbac
discovery:
  kubernetes:
    - id: east
      service:
        schema: https
        host: "\${KUBERNETES_SERVICE_HOST}"
        port: "\${KUBERNETES_SERVICE_PORT}"
      client:
        token_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    - id: "7"
      service:
        schema: https
        host: 10.1.0.5
        port: "6443"
      client:
        token_file: "/my tokens/west"
`);
  });

  it.each(['no', '1e3', '10', 'on', '0x1f', 'true'])('quotes %s, which YAML would read as something else', (id) => {
    expect(textOf({ connection: { id } })).toContain(`- id: "${id}"\n`);
  });
});

describe('what is emitted', () => {
  const hosts = fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.ipV6().map((address) => `[${address}]`),
    fc.stringMatching(/^[a-z0-9_]([-a-z0-9_.]{0,20}[a-z_])$/),
    fc.constantFrom('no', '1e3', 'true', 'localhost', 'Api.Example.COM', 'trailing.dot.'),
  );
  const servers = fc
    .tuple(
      fc.constantFrom('http', 'https'),
      hosts,
      fc.option(fc.integer({ min: 1, max: 65_535 })),
      fc.constantFrom('', '/', '/k8s/c-1'),
    )
    .map(([schema, host, port, path]) => `${schema}://${host}${port === null ? '' : `:${port}`}${path}`)
    .filter((url) => URL.canParse(url));
  const targets = fc.record<TargetFacts>({
    server: servers,
    release: fc.constantFrom(...RELEASES.filter((release) => release.startsWith('3.'))),
    kubernetes: fc.option(fc.integer({ min: 18, max: 40 }).map((minor) => `1.${minor}`)),
    resources: fc.constantFrom(['endpoints'], ['endpointslices'], ['endpoints', 'endpointslices']),
    credential: fc.oneof(
      fc.record({ kind: fc.constant('token' as const), token: fc.stringMatching(/^[A-Za-z0-9+/._=-]{1,60}$/) }),
      fc.record({ kind: fc.constant('token-file' as const), path: fc.stringMatching(/^[^:*?"<>|\0-\x1f\x7f]{1,60}$/) }),
      fc.constant({ kind: 'in-cluster' as const }),
    ),
    connection: fc.record({ id: fc.option(fc.stringMatching(/^[a-z0-9]{1,8}$/), { nil: undefined }) }),
  });

  it('is accepted by the release, unless an obstacle was told as an error', () => {
    fc.assert(
      fc.property(targets, (facts) => {
        const release = releaseOf(facts.release ?? '');
        const isHopeless = obstaclesOf(targetOf(facts)).some(({ id, severity }) => severity === 'error' && id !== 'N10');
        expect(judgedFindings(textOf(facts), { release, env }).length > 0).toBe(isHopeless);
      }),
    );
  });

  it('is read as it was meant', () => {
    fc.assert(
      fc.property(targets, (facts) => {
        const entry = gatewayEntry(targetOf(facts));
        const read = parseDiscoveryConfig(textOf(facts), { release: releaseOf(facts.release ?? ''), env });
        if (!read.ok) return;
        const raw = [read.config.raw].flat();
        expect(raw).toMatchObject([entry]);
        expect(read.config.mode).toBe(entry.id === undefined ? 'single' : 'multi');
      }),
    );
  });

  it.each(RELEASES)('for one cluster is accepted by %s', (version) => {
    const release = releaseOf(version);
    for (const credential of [{ kind: 'token', token: 'sesame' }, { kind: 'in-cluster' }] as const) {
      expect(judgedFindings(textOf({ release: version, credential }), { release, env })).toEqual([]);
    }
  });

  it('is told to be refused, with the place', () => {
    const text = textOf({ connection: { id: 'east' } });
    expect(judgedFindings(text, { release: releaseOf('2.15.3'), env })).toEqual([
      {
        id: 'C36',
        severity: 'error',
        message:
          'Line 4: discovery.kubernetes is a list, but must be a map: this release knows one cluster only. ' +
          'Write the one cluster as a map; a list of clusters needs APISIX 3.0.0 or newer.',
      },
    ]);
  });
});
