import type { Located } from '../located.ts';
import type { Exemption } from '../schema/violations.ts';

/**
 * Whether a value refers to a secret, `$secret://…`, or to a variable of the environment, `$env://…` in letters of either case
 * (secret.lua, `is_secret_ref`, 3.17.0). Plugins are given what it refers to; anywhere else in an object it stays as it stands.
 */
export function isSecretReference(value: Located | undefined): boolean {
  return value?.kind === 'scalar' && typeof value.value === 'string' && /^\$(?:secret|[eE][nN][vV]):\/\//.test(value.value);
}

/** Whether a value is such a reference, or one stands anywhere in it. */
export function holdsSecretReference(value: Located): boolean {
  return value.kind === 'table' ? value.entries.some((entry) => holdsSecretReference(entry.value)) : isSecretReference(value);
}

/** From 3.17.0 on a schema that allows text is not asked about a reference (core/schema.lua). */
export const exemptsSecretReferences: Exemption = (value, { type }) =>
  (type === undefined || type === 'string') && isSecretReference(value);
