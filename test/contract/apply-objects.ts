import { isDeepStrictEqual } from 'node:util';

import { expect } from 'vitest';

import { failure } from './contract-target.ts';

/** Where the Secrets of these contracts are; each contract makes the namespace. */
export const APPLY_NAMESPACE = 'contract-apply';
export const SECRETS = `/api/v1/namespaces/${APPLY_NAMESPACE}/secrets`;

/** A Secret to be applied. The values are base64. */
export function secret(name: string, fields: { labels?: object; data?: object } = {}): object {
  const { labels, ...rest } = fields;
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, ...(labels && { labels }) }, ...rest };
}

/** The refusal of an apply that would change what others own. Its causes come in any order where there are several others. */
export function applyConflict(message: string, ...fields: readonly (readonly [who: string, field: string])[]) {
  const named = fields.map(([who, field]) => ({ reason: 'FieldManagerConflict', message: `conflict with ${who}`, field }));
  const causes = new Set(fields.map(([who]) => who)).size === 1 ? named : (expect.toSatisfy(sameInAnyOrder(named)) as unknown);
  return { status: 409, body: failure(409, `Apply failed with ${message}`, { reason: 'Conflict', details: { causes } }) };
}

type Cause = Readonly<Record<'reason' | 'message' | 'field', string>>;

function sameInAnyOrder(wanted: readonly Cause[]): (found: readonly Cause[]) => boolean {
  const texts = (causes: readonly Cause[]) =>
    causes.map(({ reason, message, field }) => `${reason} ${message} ${field}`).toSorted();
  return (found) => isDeepStrictEqual(texts(found), texts(wanted));
}
