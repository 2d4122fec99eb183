import { CATALOGUE } from '../findings/catalogue.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { UserError } from '../findings/user-error.ts';
import { fail } from './answer.ts';
import type { Answer } from './answer.ts';

/** What only the user can mend, as failures, under `id` where it names no row itself. Throws again what is something else. */
export function answersOfUserError(error: unknown, id: CatalogueId): readonly Answer[] {
  if (error instanceof AggregateError) return error.errors.flatMap((one: unknown) => answersOfUserError(one, id));
  if (!(error instanceof UserError)) throw error;
  const { message, hint, mend, place } = error;
  return [fail({ id: isCatalogueId(error.id) ? error.id : id, message }, { mend: mend ?? hint, place })];
}

function isCatalogueId(id: string | undefined): id is CatalogueId {
  return id !== undefined && Object.hasOwn(CATALOGUE, id);
}
