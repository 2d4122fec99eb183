/** A question about the account that was probably meant, by the one that is served: `default/apisix-discovery`. Undefined where it has another name. */
export function meantAccount(served: string, name: string): string | undefined {
  const [namespace, account] = served.split('/');
  return account === name ? `Did you mean -n ${namespace}?` : undefined;
}
