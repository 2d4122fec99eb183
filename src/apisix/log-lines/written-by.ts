import { RELEASES } from '../release.ts';
import type { GatewaySymptom } from './gateway-symptom.ts';
import type { LuaPlace } from './log-message.ts';
import { PLACES } from './lua-places.ts';

/** Kinds whose errors init.lua throws again from one place. */
const THROWN = new Set<GatewaySymptom['kind']>([
  'variable-missing',
  'host-empty',
  'schema-refused',
  'port-refused',
  'token-unset',
  'token-empty',
]);

/** The releases that log such a symptom from this very line, oldest first; undefined where the line does not tell. */
export function writtenBy({ kind }: GatewaySymptom, place: LuaPlace | undefined): readonly string[] | undefined {
  if (place === undefined) return undefined;
  const rows: readonly string[] = THROWN.has(kind) ? PLACES.start : isPlaced(kind) ? PLACES[kind] : [];
  const row = rows.find((one) => one.startsWith(`${place.file}:${place.line} `));
  return row?.split(' ').slice(1).flatMap(releasesOf);
}

function isPlaced(kind: string): kind is keyof typeof PLACES {
  return Object.hasOwn(PLACES, kind);
}

/** `2.13.0..2.13.2` → all releases from the one to the other. */
function releasesOf(range: string): readonly string[] {
  const [from = '', to = from] = range.split('..');
  const releases: readonly string[] = RELEASES;
  return releases.slice(releases.indexOf(from), releases.indexOf(to) + 1);
}
