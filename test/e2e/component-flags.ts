import type { ControlPlaneFiles } from './control-plane-files.ts';

/**
 * The controllers that write what a gateway reads (Endpoints, slices, tokens), fill in the built-in roles (`view`), and clean up
 * behind a deleted owner. There is none for namespaces: a deleted one stays Terminating.
 */
const CONTROLLERS = [
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'endpoints-controller',
  'endpointslice-controller',
  'clusterrole-aggregation-controller',
  'garbage-collector-controller',
  'legacy-serviceaccount-token-cleaner-controller',
];

type Flags = Readonly<Record<string, string>>;

interface ApiServerSettings {
  readonly etcdUrl: string;
  readonly port: number;
  readonly files: ControlPlaneFiles;
  readonly auditLog: string;
}

/** A kube-apiserver as in a cluster of one's own: RBAC, anonymous requests allowed, service-account tokens, dual-stack Services. */
export function apiServerFlags({ etcdUrl, port, files, auditLog }: ApiServerSettings): Flags {
  return {
    'etcd-servers': etcdUrl,
    'bind-address': '127.0.0.1',
    'secure-port': String(port),
    // A loopback address would leave default/kubernetes without Endpoints; this one is for documentation (RFC 5737).
    'advertise-address': '192.0.2.1',
    'service-cluster-ip-range': '10.96.0.0/16,fd00:10:96::/112',
    'tls-cert-file': files.servingCert,
    'tls-private-key-file': files.servingKey,
    'client-ca-file': files.ca,
    'authorization-mode': 'Node,RBAC',
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': files.serviceAccountPublicKey,
    'service-account-signing-key-file': files.serviceAccountPrivateKey,
    // As envtest does: a pod can be made in a namespace that has no account yet.
    'disable-admission-plugins': 'ServiceAccount',
    'audit-policy-file': files.auditPolicy,
    'audit-log-path': auditLog,
  };
}

/** A kube-controller-manager that acts as admin and is fast enough for a test. */
export function controllerManagerFlags(files: ControlPlaneFiles): Flags {
  return {
    kubeconfig: files.adminKubeconfig,
    controllers: CONTROLLERS.join(','),
    'service-account-private-key-file': files.serviceAccountPrivateKey,
    'root-ca-file': files.ca,
    'leader-elect': 'false',
    // It serves nothing that a test asks for.
    'secure-port': '0',
    // The default of 20 requests a second would take minutes over 1,000 Services.
    'kube-api-qps': '2000',
    'kube-api-burst': '2000',
  };
}
