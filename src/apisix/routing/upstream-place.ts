import { entryOf } from '../located.ts';
import type { LocatedEntry } from '../located.ts';
import type { RoutingObject, UpstreamPlace } from './routing-object.ts';
import { splitTargets } from './split-targets.ts';

/** Every upstream that an object is or holds, that of a plugin after its own; also those that the gateway would refuse. */
export function upstreamsOf({ kind, entry }: RoutingObject): readonly UpstreamPlace[] {
  if (kind === 'upstreams') return [{ where: 'itself', value: entry.value, entry }];
  return [
    ...placeOf('embedded', entryOf(entry.value, 'upstream')),
    ...splitTargets(entry.value).flatMap((target) => placeOf('plugin', entryOf(target, 'upstream'))),
  ];
}

function placeOf(where: UpstreamPlace['where'], entry: LocatedEntry | undefined): readonly UpstreamPlace[] {
  return entry === undefined ? [] : [{ where, value: entry.value, entry }];
}
