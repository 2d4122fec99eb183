import { entryOf, tableKind, valueAt } from '../located.ts';
import type { Located, LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';
import { shown } from '../schema/wording.ts';

export type BlockSearch =
  | { readonly kind: 'found'; readonly block: LocatedEntry }
  /** The gateway starts without Kubernetes discovery and says nothing. */
  | { readonly kind: 'off'; readonly problem: Problem }
  /** The gateway's start-up check itself breaks on such a file. */
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Where the block is found by mistake. The gateway ignores all of these. */
const MISPLACED: readonly (readonly string[])[] = [
  ['kubernetes'],
  ['apisix', 'discovery', 'kubernetes'],
  ['deployment', 'discovery', 'kubernetes'],
  ['discovery', 'registry', 'kubernetes'],
  ['apisix', 'discovery', 'registry', 'kubernetes'],
];

/**
 * Finds `discovery.kubernetes`. `written` is the file as it stands, `merged` what is left of it after nulls were dropped; both are
 * undefined for an empty file.
 */
export function findBlock(written: Located | undefined, merged: Located | undefined): BlockSearch {
  if (merged?.kind === 'scalar')
    return {
      kind: 'refused',
      problem: { message: 'config.yaml is text, but must be a map', position: merged.position, id: 'C36' },
    };
  const discovery = entryOf(merged, 'discovery');
  const refusal = discovery === undefined ? undefined : refusalOf(discovery.value);
  if (refusal !== undefined) return { kind: 'refused', problem: refusal };
  const block = entryOf(discovery?.value, 'kubernetes');
  return block === undefined ? { kind: 'off', problem: absent(written) } : { kind: 'found', block };
}

/** The check walks the keys without a guard, except where `discovery` is false (cli/schema.lua, all releases). */
function refusalOf(discovery: Located): Problem | undefined {
  if (discovery.kind === 'table') {
    const nameless = discovery.entries.find(({ key }) => key === undefined);
    if (nameless === undefined) return undefined;
    return {
      message: 'discovery has a key that is neither text nor number, on which the start-up check breaks',
      hint: 'Quote the key, or remove it',
      position: nameless.keyPosition,
      id: 'C36',
    };
  }
  if (discovery.kind === 'null' || discovery.value === false) return undefined;
  return {
    message: `discovery is ${shown(discovery, { isSecret: false })}, but must be a map`,
    hint: 'Write discovery: {kubernetes: {}}',
    position: discovery.position,
    id: 'C36',
  };
}

function absent(written: Located | undefined): Problem {
  const empty = entryOf(valueAt(written, ['discovery']), 'kubernetes');
  if (empty !== undefined) {
    return {
      message: 'discovery.kubernetes has no value, so Kubernetes discovery is off',
      hint: 'Write kubernetes: {} for the cluster the gateway runs in, or indent what follows under it',
      position: empty.keyPosition,
      id: 'C20',
    };
  }
  const discovery = entryOf(written, 'discovery');
  return (
    misplaced(written) ?? {
      message: 'discovery.kubernetes is missing, so Kubernetes discovery is off',
      hint:
        discovery === undefined
          ? 'Add at the top of the file: discovery: {kubernetes: {}}'
          : 'Write kubernetes: {} under discovery',
      position: discovery?.keyPosition ?? written?.position ?? { line: 1, column: 1 },
      // Without any registry the block says nothing; a gateway with other registries, or with none, is no mistake.
      ...(isEmpty(discovery?.value) ? { id: 'C21' } : {}),
    }
  );
}

function misplaced(written: Located | undefined): Problem | undefined {
  for (const path of MISPLACED) {
    const parents = path.slice(0, -1);
    const block = entryOf(valueAt(written, parents), 'kubernetes');
    if (block === undefined) continue;
    const place = parents.length === 0 ? 'at the top of the file' : `under ${parents.join('.')}`;
    return {
      message: `kubernetes stands ${place}, where the gateway does not look, so Kubernetes discovery is off`,
      hint:
        entryOf(written, 'discovery') === undefined
          ? 'Write discovery: at the top of the file, and move it under that'
          : 'Move it under discovery, which stands at the top of the file',
      position: block.keyPosition,
      id: 'C21',
    };
  }
  const discovery = entryOf(written, 'discovery');
  if (discovery?.value.kind !== 'table' || tableKind(discovery.value) !== 'list') return undefined;
  return {
    message: 'discovery is a list, but must be a map, so Kubernetes discovery is off',
    hint: 'Write discovery: {kubernetes: {}}, without the dash',
    position: discovery.keyPosition,
    id: 'C21',
  };
}

function isEmpty(discovery: Located | undefined): boolean {
  return discovery?.kind === 'null' || (discovery?.kind === 'table' && tableKind(discovery) === 'empty');
}
