import type { ClusterSetup, ObjectResult, SetupReport } from '../../../src/provision/report.ts';

/** The four objects of an account, fresh but for what is given of each kind. */
export function objects(changes: Readonly<Record<string, Partial<ObjectResult>>> = {}): readonly ObjectResult[] {
  const fresh: readonly ObjectResult[] = [
    { kind: 'ServiceAccount', namespace: 'default', name: 'apisix-discovery', state: 'created', difference: [] },
    {
      kind: 'ClusterRole',
      namespace: null,
      name: 'apisix-discovery',
      state: 'created',
      detail: 'list, watch endpoints',
      difference: [],
    },
    { kind: 'ClusterRoleBinding', namespace: null, name: 'apisix-discovery', state: 'created', difference: [] },
    { kind: 'Secret', namespace: 'default', name: 'apisix-discovery-token', state: 'created', difference: [] },
  ];
  return fresh.map((object) => ({ ...object, ...changes[object.kind] }));
}

/** A fresh set-up that went well, but for what is given. */
export function cluster(changes: Partial<ClusterSetup> = {}): ClusterSetup {
  return {
    id: null,
    name: 'prod',
    server: 'https://10.1.0.5:6443',
    source: { kind: 'kubeconfig', paths: ['/k'], context: 'prod' },
    kubernetes: '1.36',
    user: 'kubernetes-admin',
    namespace: 'default',
    account: 'apisix-discovery',
    objects: objects(),
    missing: [],
    token: {
      secret: 'apisix-discovery-token',
      subject: 'system:serviceaccount:default:apisix-discovery',
      expires: null,
      waitedMs: 204,
    },
    proof: [
      { what: 'identity', outcome: 'pass', message: 'the token is system:serviceaccount:default:apisix-discovery' },
      { what: 'list', resource: 'endpoints', outcome: 'pass', message: 'listed 214 endpoints in the whole cluster' },
      { what: 'watch', resource: 'endpoints', outcome: 'pass', message: 'a watch of them answers' },
    ],
    findings: [],
    ...changes,
  };
}

/** A report of such clusters. */
export function report(changes: Partial<SetupReport> = {}): SetupReport {
  return { dryRun: false, clusters: [cluster()], ...changes };
}

/** What a cluster has come to where nothing was written. */
export const UNTOUCHED = { token: null, proof: [] } as const satisfies Partial<ClusterSetup>;
