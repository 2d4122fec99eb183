/** Who is asking, as an API server's UserInfo has it. */
export interface Identity {
  readonly user: string;
  /** Of the service account; absent for a user without one. */
  readonly uid?: string;
  readonly groups: readonly string[];
  /** The credential that proved it, where the credential has a name. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** The group whose members may do everything. */
export const MASTERS = 'system:masters';
/** The group of everybody who showed a credential. */
export const AUTHENTICATED = 'system:authenticated';
/** The group of everybody else. */
export const UNAUTHENTICATED = 'system:unauthenticated';

/** Who asks without a credential. */
export const ANONYMOUS: Identity = { user: 'system:anonymous', groups: [UNAUTHENTICATED] };

/** How the API server names a service account as a user. */
export function userOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** A service account. `tokenId` is the `jti` of its token; a Secret's token has none. */
export function serviceAccountIdentity(
  account: { readonly namespace: string; readonly name: string; readonly uid: string },
  tokenId?: string,
): Identity {
  const { namespace, uid } = account;
  return {
    user: userOf(account),
    uid,
    groups: [...serviceAccountGroups(namespace), AUTHENTICATED],
    ...(tokenId === undefined ? {} : { extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${tokenId}`] } }),
  };
}

/** The groups of every service account of a namespace. */
export function serviceAccountGroups(namespace: string): readonly string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}

/** As reviews show it: `{ username, uid, groups, extra }`. */
export function userInfo({ user: username, ...rest }: Identity): object {
  return { username, ...rest };
}
