import { entryOf, valueAt } from '../../apisix/located.ts';
import type { LocatedEntry } from '../../apisix/located.ts';
import { violations } from '../../apisix/schema/violations.ts';
import type { Complaint } from '../rule.ts';
import { renamedKey, withFix } from './edits.ts';
import { faultIfRenamed } from './if-renamed.ts';
import type { KeyPlace } from './if-renamed.ts';
import { keysAt, meantKey } from './known-keys.ts';
import type { MeantKey } from './known-keys.ts';
import { shortened } from './shortened.ts';

/** A complaint about an unknown key with the key that was meant, and a fix where it is safe; undefined where no key is near. */
export function withMeantKey(complaint: Complaint, entry: LocatedEntry, place: KeyPlace): Complaint | undefined {
  const meant = meantKey(String(entry.key), place.level);
  if (meant === undefined) return undefined;
  if (meant.kind === 'elsewhere') return { ...complaint, hint: moveHint(meant) };
  const { name } = meant;
  const hint = `Did you mean ${name}?`;
  if (!fits(entry, name, place)) return { ...complaint, hint };
  const fault = faultIfRenamed(entry, name, place);
  if (fault !== undefined) return { ...complaint, hint: `${hint} Lint would then say: ${fault.message}` };
  return withFix({ ...complaint, hint }, place.judged, {
    description: `Rename ${shortened(String(entry.key))} to ${name}`,
    edits: [renamedKey(entry, name)],
  });
}

/** Whether that is a namespace_selector with other keys than its own alone, which every release refuses. */
export function isUnknownSelector({ cluster, level }: Pick<KeyPlace, 'cluster' | 'level'>): boolean {
  const table = valueAt(cluster.table, level);
  if (level[0] !== 'namespace_selector' || table?.kind !== 'table' || table.entries.length === 0) return false;
  return !table.entries.some(({ key }) => keysAt(level).has(String(key)));
}

function moveHint({ level, name }: MeantKey & { readonly kind: 'elsewhere' }): string {
  const [place = 'kubernetes'] = level;
  return place === 'kubernetes' ? `Move ${name} out, beside service and client` : `Move ${name} under ${place}`;
}

/** Whether the schema takes the value under the right key, which is not there yet, nor is another of those that exclude each other. */
function fits({ value, keyPosition }: LocatedEntry, name: string, { cluster, level }: KeyPlace): boolean {
  const keys = keysAt(level);
  const schema = keys.get(name);
  const [place] = level;
  const rivals = place === 'client' || place === 'namespace_selector' ? [...keys.keys()] : [name];
  const table = valueAt(cluster.table, level);
  if (schema === undefined || rivals.some((rival) => entryOf(table, rival) !== undefined)) return false;
  return violations(schema, { value, keyPosition, path: [] }).length === 0;
}
