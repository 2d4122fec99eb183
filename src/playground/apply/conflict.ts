import { StatusError } from '../status/status.ts';
import { fieldTexts } from './field-set.ts';
import type { FieldManager } from './managers.ts';

/** The 409 of an apply that would change what others own: `conflicts` are those others, each with the fields in question. */
export function applyConflict(conflicts: readonly FieldManager[]): StatusError {
  const byManager = conflicts
    .map((conflict) => ({ who: managerText(conflict), fields: fieldTexts(conflict.fields) }))
    .toSorted((one, other) => (one.who < other.who ? -1 : 1));
  const causes = byManager.flatMap(({ who, fields }) =>
    fields.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${who}`, field })),
  );
  const [first] = causes;
  const message =
    causes.length === 1 && first !== undefined
      ? `1 conflict: ${first.message}: ${first.field}`
      : `${causes.length} conflicts: ${byManager.map(({ who, fields }) => [`conflicts with ${who}:`, ...fields].join('\n- ')).join('\n')}`;
  return new StatusError({ message: `Apply failed with ${message}`, reason: 'Conflict', details: { causes }, code: 409 });
}

function managerText({ name, operation, apiVersion }: FieldManager): string {
  return operation === 'Apply' ? `"${name}"` : `"${name}" using ${apiVersion}`;
}
