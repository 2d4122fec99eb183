import { SERVICE_ACCOUNT_TOKEN } from '../../kube/in-cluster.ts';

/** Whether a token_file is the one that Kubernetes mounts into the pod of the gateway; `/var/run` is a link to `/run` in most images. */
export function isMountedToken(path: string): boolean {
  return path === SERVICE_ACCOUNT_TOKEN || `/var${path}` === SERVICE_ACCOUNT_TOKEN;
}

/** Whether a host is a name of the Service `kubernetes`, which is the API server of the cluster around a pod. */
export function isNameOfOwnCluster(host: string): boolean {
  return /^kubernetes(?:\.default(?:\.svc(?:\..+)?)?)?$/.test(host);
}
