/** Leads from a port of this machine to one of the gateway, where that runs in Kubernetes. */
export function forwardCommand({ from, to }: { readonly from: string; readonly to: string }): string {
  return `kubectl port-forward --namespace NAMESPACE deployment/APISIX ${from}:${to}`;
}
