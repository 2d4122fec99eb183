import { expect } from 'vitest';

import { failure, NAMESPACE } from './contract-target.ts';

/** How reviews show an account of {@link NAMESPACE}; its uid is only the server's to know. */
export function accountInfo(name: string) {
  return {
    username: `system:serviceaccount:${NAMESPACE}:${name}`,
    uid: expect.any(String) as string,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`, 'system:authenticated'],
  };
}

/** The refusal of a review that its sender may not ask for. */
export function mayNotCreate(plural: string, group: string, user: string) {
  const what = `${plural}.${group} is forbidden: User "${user}" cannot create resource "${plural}" in API group "${group}" at the cluster scope`;
  return { status: 403, body: failure(403, what, { reason: 'Forbidden', details: { group, kind: plural } }) };
}
