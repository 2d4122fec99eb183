import type { ClusterSetup } from '../provision/report.ts';
import { fold, printable } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';

/** Whom a block of a report is about. */
export type AskedCluster = Pick<ClusterSetup, 'name' | 'server'> & Partial<Pick<ClusterSetup, 'id' | 'kubernetes' | 'user'>>;

/** Which cluster, of what release, and as whom it was asked: `prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin`. */
export function clusterHeading({ id = null, name, server, kubernetes = null, user = null }: AskedCluster, page: Page): string[] {
  const place = placeOf({ name, server });
  const parts = [
    id === null || id === name ? place : `${id}: ${place}`,
    ...(kubernetes === null ? [] : [`Kubernetes ${kubernetes}`]),
    ...(user === null ? [] : [`as ${user}`]),
  ];
  return fold(printable(parts.join(', ')), 2, page).map(page.style.name);
}

/** The cluster's name, and once its URL: `prod (https://10.1.0.5:6443)`. */
export function placeOf({ name, server }: Pick<AskedCluster, 'name' | 'server'>): string {
  // A name taken from the URL would say the same twice.
  return server.endsWith(`//${name}`) ? server : `${name} (${server})`;
}
