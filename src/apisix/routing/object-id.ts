import { valueAt } from '../located.ts';
import type { Located } from '../located.ts';

/** The id that an object carries itself, as text; undefined where it has none. */
export function idOf(object: Located): string | undefined {
  const id = valueAt(object, ['id']);
  return id?.kind === 'scalar' && typeof id.value !== 'boolean' ? String(id.value) : undefined;
}
