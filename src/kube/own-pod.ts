import { SERVICE_ACCOUNT_TOKEN } from './in-cluster.ts';

/** Whether a token_file is the one that Kubernetes mounts into the pod of the gateway; `/var/run` is a link to `/run` in most images. */
export function isMountedToken(path: string): boolean {
  return path === SERVICE_ACCOUNT_TOKEN || `/var${path}` === SERVICE_ACCOUNT_TOKEN;
}

/** Whether a host is a name of the Service `kubernetes`, which is the API server of the cluster around a pod. */
export function isNameOfOwnCluster(host: string): boolean {
  return /^kubernetes(?:\.default(?:\.svc(?:\..+)?)?)?$/.test(host);
}

/** Whether a host may be that API server: one of its names, or an address that says nothing of where it is. */
export function mayBeOwnCluster(host: string): boolean {
  // The Service kubernetes has the first address of a private range; a proxy on this host adds a token of its own.
  return (
    isNameOfOwnCluster(host) ||
    /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.[\d.]*\.1$/.test(host) ||
    /^(?:localhost|127\..*)$/.test(host)
  );
}
