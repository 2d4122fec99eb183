import { NEWEST_RELEASE, releaseOf } from '../../../src/apisix/release.ts';
import type { Connection } from '../../../src/kube/connection.ts';
import { NO_CREDENTIALS } from '../../../src/kube/credentials.ts';
import type { GatewayTarget } from '../../../src/provision/gateway-config/entry.ts';

/** What a test says of a target; the rest is plain: context prod, an address and a token that every release takes. */
export interface TargetFacts extends Partial<Omit<GatewayTarget, 'connection' | 'release'>> {
  readonly server?: string;
  readonly release?: string;
  readonly connection?: Partial<Connection>;
}

export function targetOf({ server = 'https://10.1.0.5:6443', release, connection, ...facts }: TargetFacts = {}): GatewayTarget {
  const { kind } = facts.credential ?? {};
  return {
    connection: {
      id: undefined,
      name: 'prod',
      server: new URL(server),
      source: { kind: 'kubeconfig', paths: ['/home/jane/.kube/config'], context: 'prod' },
      credentials: { ...NO_CREDENTIALS, method: 'token' },
      trust: { verify: 'nothing' },
      ...connection,
    },
    address: kind === 'in-cluster' ? undefined : new URL(server),
    release: releaseOf(release ?? NEWEST_RELEASE),
    kubernetes: '1.36',
    resources: ['endpoints'],
    credential: { kind: 'token', token: 'sesame' },
    ...facts,
  };
}
