import { isDeepStrictEqual } from 'node:util';

import type { ApiObject } from '../api-object.ts';
import { forbiddenField, invalidValue, required } from '../status/field-error.ts';
import type { FieldError } from '../status/field-error.ts';
import { ACCOUNT_NAME_ANNOTATION, isTokenSecret } from '../tokens/token-secret.ts';
import { map, text } from './shape.ts';
import { PLAIN } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/**
 * Secrets are Opaque unless they say otherwise and keep their type; `stringData` becomes `data`; one for a token names its account. Of
 * kubernetes' pkg/apis/core/validation only this.
 */
export const secretStrategy: Strategy = {
  ...PLAIN,
  shape: { type: text, data: map(text), stringData: map(text) },
  defaults: ({ stringData, ...secret }) => ({ ...secret, ...mergedData(secret, stringData), type: secret['type'] ?? 'Opaque' }),
  problems: (secret, before) => [...ownProblems(secret), ...changeProblems(secret, before)],
};

function mergedData({ data }: ApiObject, stringData: unknown): { readonly data?: object } {
  if (typeof stringData !== 'object' || stringData === null) return {};
  const merged = new Map<string, unknown>(Object.entries(data ?? {}));
  for (const [key, text] of Object.entries(stringData)) merged.set(key, Buffer.from(String(text)).toString('base64'));
  return { data: Object.fromEntries(merged) };
}

function ownProblems(secret: ApiObject): readonly FieldError[] {
  const account = secret.metadata.annotations?.[ACCOUNT_NAME_ANNOTATION] ?? '';
  if (!isTokenSecret(secret) || account !== '') return [];
  return [required(`metadata.annotations[${ACCOUNT_NAME_ANNOTATION}]`)];
}

function changeProblems({ type, data }: ApiObject, before: ApiObject | undefined): readonly FieldError[] {
  if (before === undefined) return [];
  const problems: FieldError[] = [];
  if (type !== before['type']) problems.push(invalidValue('type', type, 'field is immutable'));
  if (before['immutable'] === true && !isDeepStrictEqual(data, before['data'])) {
    problems.push(forbiddenField('data', 'field is immutable when `immutable` is set'));
  }
  return problems;
}
