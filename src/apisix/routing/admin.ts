import { entryOf, valueAt } from '../located.ts';
import type { Located, LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';
import { shown } from '../schema/wording.ts';
import { addressProblems } from './address-problems.ts';
import { crashOfAdmin } from './admin-crash.ts';
import { missingReferences } from './missing-references.ts';
import { nodeProblems } from './node-problems.ts';
import { schemaProblems } from './object-check.ts';
import type { ObjectCheck } from './object-check.ts';
import type { ReferenceLookup } from './routing-object.ts';
import { upstreamProblems } from './upstream-checks.ts';
import { NOUNS } from './wording.ts';

/**
 * Why the Admin API refuses an object as the body of `PUT …/<kind>/<id>` (admin/resource.lua and the file of its kind). Lua inside the
 * object is not parsed, and plugins and `vars` are taken as they are. Without an id nothing is asked of it: then it would be posted.
 */
export function adminProblems(check: ObjectCheck, exists: ReferenceLookup): readonly Problem[] {
  const { rules, object } = check;
  const early = [...wrongId(check), ...(rules.refusesTimes ? timeProblems(check) : [])];
  const crash = early.length === 0 ? crashOfAdmin(check) : undefined;
  if (crash !== undefined) return [crash];
  const value = withId(check.value, object.id);
  const late = schemaProblems({ ...check, value });
  return [...early, ...(late.length > 0 ? late : problemsOfAccepted({ ...check, value }, exists))];
}

/** What the schema lets through. */
function problemsOfAccepted(check: ObjectCheck, exists: ReferenceLookup): readonly Problem[] {
  const { object, value, rules } = check;
  const missing = missingReferences(check, exists);
  if (object.kind === 'stream_routes') return [...missing, ...ownSuperior(check), ...addressProblems(value)];
  const noun = NOUNS[object.kind];
  const [upstream, subject] =
    object.kind === 'upstreams' ? [{ ...object.entry, value }, noun] : [entryOf(value, 'upstream'), `${noun}.upstream`];
  if (upstream === undefined) return missing;
  const nodes = entryOf(upstream.value, 'nodes')?.value;
  return [...nodeProblems(nodes, rules), ...upstreamProblems(upstream, { rules, subject }), ...missing];
}

/** The body is checked with the URL's id in place of its own. */
function withId(value: Located, id: string | undefined): Located {
  if (value.kind !== 'table' || id === undefined) return value;
  const { position, end } = value;
  const written: LocatedEntry = {
    ...(entryOf(value, 'id') ?? { key: 'id', keyPosition: position, keyEnd: position }),
    value: { kind: 'scalar', value: id, text: id, position, end },
  };
  return { ...value, entries: [...value.entries.filter(({ key }) => key !== 'id'), written] };
}

function wrongId({ object, value }: ObjectCheck): readonly Problem[] {
  const inBody = entryOf(value, 'id')?.value;
  if (object.id === undefined || inBody === undefined || (inBody.kind === 'scalar' && inBody.value === false)) return [];
  if (inBody.kind === 'scalar' && String(inBody.value) === object.id) return [];
  return [
    {
      message: `${NOUNS[object.kind]}.id is ${shown(inBody, { isSecret: false })}, but the object is put as ${JSON.stringify(object.id)}`,
      hint: 'Remove id, or write the same',
      position: inBody.position,
    },
  ];
}

/** `create_time` and `update_time`, which the Admin API sets itself (from 3.7.0). */
function timeProblems({ object: { kind }, value }: ObjectCheck): readonly Problem[] {
  const owners = [[], ['upstream'], ['plugins']];
  return owners.flatMap((path) => {
    const owner = valueAt(value, path);
    return ['create_time', 'update_time'].flatMap((property) => {
      const entry = entryOf(owner, property);
      if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === false)) return [];
      return [
        {
          message: `${[NOUNS[kind], ...path, property].join('.')} is refused by the Admin API, which sets it itself`,
          hint: 'Remove it',
          position: entry.keyPosition,
        },
      ];
    });
  });
}

/** A stream route may not be its own superior (from 3.18.0). */
function ownSuperior({ object, value, rules }: ObjectCheck): readonly Problem[] {
  const superior = valueAt(value, ['protocol', 'superior_id']);
  if (!rules.refusesOwnSuperior || superior?.kind !== 'scalar' || String(superior.value) !== object.id) return [];
  return [
    {
      message: 'stream_route.protocol.superior_id names the stream route itself',
      hint: 'Name another stream route, or remove it',
      position: superior.position,
    },
  ];
}
