import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/kube/connection.ts';
import { NO_CREDENTIALS } from '../../../src/kube/credentials.ts';
import type { AuthenticationMethod } from '../../../src/kube/credentials.ts';
import { obstaclesOf } from '../../../src/provision/gateway-config/obstacles.ts';
import { boundClaims, unsignedToken } from '../../support/tokens.ts';
import { targetOf } from './targets.ts';
import type { TargetFacts } from './targets.ts';

function told(facts: TargetFacts): readonly string[] {
  return obstaclesOf(targetOf(facts)).map(({ severity, id, message }) => `${severity} ${id} ${message}`);
}

const proxied: Partial<Connection> = {
  proxyAgent: () => Promise.reject(new Error('no proxy is asked here')),
  trust: { verify: 'nothing', servername: 'kubernetes' },
};

const context = (name: string): Partial<Connection> => ({ source: { kind: 'kubeconfig', paths: ['/k'], context: name } });

describe('the way of a kubeconfig', () => {
  it.each<[string, TargetFacts, readonly string[]]>([
    ['to an address with a token is the gateway’s', {}, []],
    [
      'with a path leads nowhere',
      { server: 'https://rancher.example.com/k8s/clusters/c-1' },
      [
        'error N10 https://rancher.example.com/k8s/clusters/c-1 has a path, and the gateway takes none, so it would find no ' +
          'Kubernetes API there. Name an address that the gateway reaches with --gateway-server.',
      ],
    ],
    [
      'over IPv6 is none of the schema',
      { server: 'https://[fd00::5]:6443' },
      [
        'error C03 [fd00::5] is an IPv6 address, which no release takes as host. Name an IPv4 address or a DNS name with --gateway-server.',
      ],
    ],
    [
      'to a host with an underscore is none of the schema',
      { server: 'https://k8s_prod' },
      [
        'error C04 No release takes k8s_prod as host: a DNS name has letters, digits and hyphens, and no dot at its end. ' +
          'Name an address with --gateway-server.',
      ],
    ],
    [
      'to this machine may lead elsewhere',
      { server: 'https://127.0.0.1:6443' },
      [
        'warning N13 127.0.0.1:6443 is this machine: a gateway in a container, in a VM or elsewhere would ask itself. ' +
          'Name an address that the gateway reaches with --gateway-server.',
      ],
    ],
    [
      'to kind has another address for containers',
      { server: 'https://127.0.0.1:39001', connection: context('kind-shop') },
      [
        'warning N13 127.0.0.1:39001 is this machine: a gateway in a container, in a VM or elsewhere would ask itself. ' +
          'A container in the Docker network kind reaches it by https://shop-control-plane:6443: ' +
          'name that with --gateway-server, or for another place its address there.',
      ],
    ],
    [
      'by a name of the cluster ends outside',
      { server: 'https://kubernetes.default.svc' },
      [
        'warning N15 kubernetes.default.svc leads to the API server from inside its cluster alone. ' +
          'For a gateway elsewhere name an address that it reaches with --gateway-server.',
      ],
    ],
    [
      'of a pod ends outside its cluster',
      { server: 'https://10.96.0.1', connection: { source: { kind: 'in-cluster' } } },
      [
        'warning N15 10.96.0.1 leads to the API server from inside its cluster alone. ' +
          'For a gateway elsewhere name an address that it reaches with --gateway-server.',
      ],
    ],
    [
      'through a proxy and by a server name may not be open to the gateway',
      { connection: proxied },
      [
        'warning N12 The kubeconfig reaches 10.1.0.5:6443 through its proxy-url, and the gateway knows no proxy. ' +
          'Let it reach that address directly, or name another with --gateway-server.',
        'warning N09 The kubeconfig asks for the server name kubernetes, and the gateway sends none in its TLS handshake. ' +
          'If the name is what leads to this cluster, name an address that leads to it alone with --gateway-server.',
      ],
    ],
    [
      'does not matter where the gateway has an address of its own',
      { server: 'https://[::1]/x', connection: proxied, address: new URL('https://10.1.0.6') },
      [],
    ],
    [
      'does not matter to a gateway in the cluster',
      { server: 'https://[::1]/x', connection: proxied, credential: { kind: 'in-cluster' } },
      [],
    ],
    [
      'does not excuse the address of the gateway’s own',
      { address: new URL('https://rancher/k8s') },
      [
        'error N10 https://rancher/k8s has a path, and the gateway takes none, so it would find no ' +
          'Kubernetes API there. Name an address that the gateway reaches with --gateway-server.',
      ],
    ],
  ])('%s', (_, facts, findings) => {
    expect(told(facts)).toEqual(findings);
  });

  it.each([
    ['https://localhost:6443', true],
    ['https://api.localhost', true],
    ['https://127.1.2.3', true],
    ['https://0.0.0.0:6550', true],
    ['https://kubernetes.docker.internal:6443', true],
    ['https://mylocalhost', false],
    ['https://127.example.com', false],
  ])('%s leads to this machine: %s', (server, isLoopback) => {
    expect(obstaclesOf(targetOf({ server })).some(({ id }) => id === 'N13')).toBe(isLoopback);
  });

  it.each([
    ['k3d-shop', 'https://k3d-shop-server-0:6443'],
    ['minikube', 'https://minikube:8443'],
  ])('to %s has another address for containers, %s', (name, address) => {
    const [finding] = told({ server: 'https://127.0.0.1:6443', connection: context(name) });
    expect(finding).toContain(`in the Docker network ${name} reaches it by ${address}: name that with --gateway-server`);
  });

  it.each(['kubernetes', 'kubernetes.default', 'api.kube-system.svc', 'kubernetes.default.svc.cluster.local'])(
    '%s is a name of the cluster',
    (host) => {
      expect(obstaclesOf(targetOf({ server: `https://${host}` })).map(({ id }) => id)).toEqual(['N15']);
    },
  );

  it('of a cluster with an id is mended in the config, as the flag holds one address', () => {
    const facts = { connection: { ...proxied, id: 'east' } };
    expect(told({ ...facts, server: 'https://[::1]/x' }).join(' ')).not.toContain('--gateway-server');
    expect(told({ ...facts, server: 'https://127.0.0.1' })[0]).toContain(
      'Name an address that the gateway reaches in the config, under service of east.',
    );
  });

  it('is told with the cluster’s id, else its name', () => {
    const facts = { resources: ['endpointslices'], release: '3.14.0' } as const;
    expect(obstaclesOf(targetOf(facts)).map(({ cluster }) => cluster)).toEqual(['prod']);
    expect(obstaclesOf(targetOf({ ...facts, connection: { id: 'east' } })).map(({ cluster }) => cluster)).toEqual(['east']);
  });
});

describe('trust', () => {
  const verified: Partial<Connection> = { trust: { verify: 'chain-and-name' } };

  it('is said to be less from 3.17.0 on, with the key that gives it', () => {
    expect(told({ release: '3.17.0', connection: verified })).toEqual([
      'info C23 The gateway checks the certificate of the API server only with service.ssl_verify: true, and then against ' +
        'apisix.ssl.ssl_trusted_certificate, which must hold the CA of the cluster.',
    ]);
  });

  it('is said to be none before', () => {
    expect(told({ release: '3.16.0', connection: verified })).toEqual([
      'info C23 APISIX 3.16.0 does not check the certificate of the API server. From 3.17.0 on service.ssl_verify: true does.',
    ]);
  });

  it('does not matter without TLS', () => {
    expect(told({ server: 'http://10.1.0.5:8001', connection: verified })).toEqual([]);
  });
});

describe('credentials of a kubeconfig', () => {
  it.each<[AuthenticationMethod, readonly string[]]>([
    ['token', []],
    ['none', []],
    [
      'certificate',
      [
        'info N11 The kubeconfig has a client certificate, which the gateway cannot use. It gets the token of the service account instead.',
      ],
    ],
    [
      'plugin',
      [
        'info N11 The kubeconfig has an exec plugin or auth-provider, which the gateway cannot use. ' +
          'It gets the token of the service account instead.',
      ],
    ],
    [
      'password',
      [
        'info N11 The kubeconfig has a user name and password, which the gateway cannot use. It gets the token of the service account instead.',
      ],
    ],
  ])('by %s', (method, findings) => {
    const credentials = { ...NO_CREDENTIALS, method };
    expect(told({ connection: { credentials } })).toEqual(findings);
    expect(told({ connection: { credentials }, credential: { kind: 'in-cluster' } })).toEqual([]);
  });
});

describe('a release', () => {
  const expiring = unsignedToken(boundClaims({ iat: 1_700_000_000, exp: 1_700_003_600 }));

  it.each<[string, TargetFacts, readonly string[]]>([
    ['of 3.15.0 watches slices', { release: '3.15.0', resources: ['endpointslices'] }, []],
    [
      'of 3.14 watches slices in vain',
      { release: '3.14.1', resources: ['endpointslices'] },
      [
        'warning C22 APISIX 3.14.1 watches EndpointSlices, but gets no host of any node from them. ' +
          'Use 3.15.0 or newer, or set up with --resources endpoints.',
      ],
    ],
    [
      'before 3.14 watches Endpoints, which are not granted',
      { release: '3.8.0', resources: ['endpointslices'] },
      [
        'warning C22 APISIX 3.8.0 watches Endpoints whatever watch_endpoint_slices says, and may not: endpointslices alone are granted. ' +
          'Use 3.15.0 or newer, or set up with --resources endpoints.',
      ],
    ],
    [
      'before 3.14 watches Endpoints where both are granted',
      { release: '3.8.0', resources: ['endpoints', 'endpointslices'] },
      [],
    ],
    ['of 2.14.1 has the variables of its pod', { release: '2.14.1', credential: { kind: 'in-cluster' } }, []],
    [
      'of 2.13 has them only if nginx keeps them',
      { release: '2.13.3', credential: { kind: 'in-cluster' } },
      [
        'warning E01 APISIX 2.13.3 sees KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT only if nginx keeps them. ' +
          'List both under nginx_config.envs, or use 2.14.1 or newer.',
      ],
    ],
    [
      'of any number reads a token that expires once',
      { credential: { kind: 'token', token: expiring } },
      [
        'warning T07 The token expires, and the gateway reads client.token at its start only. ' +
          'Use a token that lasts (--token secret), or APISIX 3.13.0 or newer with a token_file that somebody renews.',
      ],
    ],
  ])('%s', (_, facts, findings) => {
    expect(told(facts)).toEqual(findings);
  });
});
