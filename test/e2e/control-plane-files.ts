import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createAuthority } from '../../src/playground/certificate-authority.ts';
import type { KeyPair } from '../../src/playground/certificate-authority.ts';

/** What the components of one control plane read, and where. */
export interface ControlPlaneFiles {
  readonly ca: string;
  readonly servingCert: string;
  readonly servingKey: string;
  readonly serviceAccountPublicKey: string;
  readonly serviceAccountPrivateKey: string;
  readonly auditPolicy: string;
  readonly adminKubeconfig: string;
  /** Signed {@link ca}, PEM. */
  readonly caPem: string;
  readonly adminIdentity: KeyPair;
}

/** Every request that has been answered, without bodies; watches when they end. */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata' }],
};

/** Writes certificates, keys, the audit policy and an admin's kubeconfig for the API server at `url` into the directory. */
export async function writeControlPlaneFiles(directory: string, url: string): Promise<ControlPlaneFiles> {
  const write = (name: string, content: string): string => {
    const path = join(directory, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const authority = await createAuthority('k8s-disco-e2e-ca');
  const serving = await authority.issue({ commonName: 'kube-apiserver', hosts: ['localhost', '127.0.0.1'], usages: ['server'] });
  // The API server lets members of system:masters do everything, before it asks RBAC.
  const adminIdentity = await authority.issue({ commonName: 'admin', organization: 'system:masters', usages: ['client'] });
  const serviceAccountKeys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    ca: write('ca.crt', authority.caPem),
    servingCert: write('apiserver.crt', serving.cert),
    servingKey: write('apiserver.key', serving.key),
    serviceAccountPublicKey: write('service-account.pub', serviceAccountKeys.publicKey),
    serviceAccountPrivateKey: write('service-account.key', serviceAccountKeys.privateKey),
    auditPolicy: write('audit-policy.json', JSON.stringify(AUDIT_POLICY)),
    adminKubeconfig: write('admin.kubeconfig', adminKubeconfig({ url, caPem: authority.caPem, identity: adminIdentity })),
    caPem: authority.caPem,
    adminIdentity,
  };
}

/** A kubeconfig as JSON, which is YAML as well. */
function adminKubeconfig({ url, caPem, identity }: { url: string; caPem: string; identity: KeyPair }): string {
  const base64 = (pem: string): string => Buffer.from(pem).toString('base64');
  const user = { 'client-certificate-data': base64(identity.cert), 'client-key-data': base64(identity.key) };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'e2e', cluster: { server: url, 'certificate-authority-data': base64(caPem) } }],
    users: [{ name: 'admin', user }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'admin' } }],
    'current-context': 'e2e',
  };
  return JSON.stringify(config, null, 2);
}
