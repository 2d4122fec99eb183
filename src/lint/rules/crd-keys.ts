import { entryOf, itemsOf, valueAt } from '../../apisix/located.ts';
import type { Located, LocatedEntry } from '../../apisix/located.ts';
import { placeKey } from '../place-key.ts';
import type { Complaint, JudgedObject } from '../rule.ts';
import { renamedKey } from './edits.ts';

/** The gateway's own names of what ApisixUpstream calls otherwise. */
const MEANT: ReadonlyMap<LocatedEntry['key'], string> = new Map([
  ['service_name', 'serviceName'],
  ['discovery_type', 'type'],
  ['discovery_args', 'args'],
]);

/** Keys of the gateway under `discovery` of an ApisixUpstream, of whose schema they are no part: the API server drops them. */
export function crdKeys({ document, object }: JudgedObject): readonly Complaint[] {
  if (document.kind !== 'manifest') return [];
  const place = placeKey(object.entry.keyPosition);
  const discovery = discoveriesOf(document.root).find(({ keyPosition }) => placeKey(keyPosition) === place)?.value;
  if (discovery?.kind !== 'table') return [];
  return discovery.entries.flatMap((entry): readonly Complaint[] => {
    const name = MEANT.get(entry.key);
    if (name === undefined) return [];
    const edit = entryOf(discovery, name) === undefined ? renamedKey(entry, name) : undefined;
    const fix = edit && { description: `Rename ${entry.key} to ${name}`, edits: [edit] };
    const message = `An ApisixUpstream has no ${entry.key} in discovery: the API server drops it`;
    return [{ message, hint: `Write ${name}`, position: entry.keyPosition, ...(fix && { fix }) }];
  });
}

function discoveriesOf(resource: Located | undefined): readonly LocatedEntry[] {
  const spec = valueAt(resource, ['spec']);
  const ports = valueAt(spec, ['portLevelSettings']);
  const owners = [spec, ...(ports?.kind === 'table' ? itemsOf(ports).map(({ value }) => value) : [])];
  return owners.flatMap((owner) => entryOf(owner, 'discovery') ?? []);
}
