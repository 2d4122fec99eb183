import { authorize } from '../rbac/authorizer.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { ANONYMOUS, AUTHENTICATED, serviceAccountGroups } from './identity.ts';
import type { Identity } from './identity.ts';

/** Whom a request wants to be, by its `Impersonate-` headers. */
export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
}

/**
 * The identity under which a request goes on. Throws 403 as a StatusError unless the sender may `impersonate` the user, or service account, and each of the
 * groups (k8s.io/apiserver/pkg/endpoints/filters/impersonation). Without groups a service account has its own. UID and extra headers are not heeded.
 * The constrained impersonation of KEP-5284, in whose words 1.36 refuses, is not there.
 */
export function impersonate(store: ObjectStore, sender: Identity, wanted: Impersonation | undefined): Identity {
  if (wanted === undefined) return sender;
  const { user, groups } = wanted;
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  const may = (plural: string, name: string, where?: string) =>
    authorize(store, sender, {
      kind: 'resource',
      verb: 'impersonate',
      group: '',
      plural,
      subresource: '',
      name,
      namespace: where,
    });
  if (namespace === undefined || account === undefined) may('users', user);
  else may('serviceaccounts', account, namespace);
  for (const group of groups) may('groups', group);
  if (user === ANONYMOUS.user) return ANONYMOUS;
  const own = namespace === undefined || groups.length > 0 ? groups : serviceAccountGroups(namespace);
  return { user, groups: [...own, AUTHENTICATED] };
}
