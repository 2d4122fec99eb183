import { KubeError } from '../../kube/kube-error.ts';
import { readServerVersion, versionText } from '../../kube/server-version.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';

/**
 * The release of Kubernetes that the API server says it is, such as `1.36`: to the gateway, or else to the admin. Undefined where it tells
 * neither. Rejects only when the signal aborts.
 */
export async function readKubernetesVersion({ transport, admin, signal }: ExaminedCluster): Promise<string | undefined> {
  for (const asked of [transport, ...(admin === undefined ? [] : [admin.transport])]) {
    try {
      const version = await readServerVersion({ transport: asked, signal });
      if (version !== undefined) return versionText(version);
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
    }
  }
  return undefined;
}
