import { readFileSync } from 'node:fs';
import type { ControlPlane } from './control-plane.ts';

/** One kubeconfig with a context for each control plane, as its admin. */
export function kubeconfigOf(contexts: Readonly<Record<string, ControlPlane>>): unknown {
  const entries = Object.entries(contexts).map(([name, { adminKubeconfig }]) => {
    const { clusters, users } = JSON.parse(readFileSync(adminKubeconfig, 'utf8')) as {
      clusters: { cluster: object }[];
      users: { user: object }[];
    };
    return { name, cluster: clusters[0]?.cluster, user: users[0]?.user };
  });
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(({ name, cluster }) => ({ name, cluster })),
    users: entries.map(({ name, user }) => ({ name, user })),
    contexts: entries.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
  };
}
