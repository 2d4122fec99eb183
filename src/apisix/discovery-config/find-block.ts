import { entryOf, tableKind, valueAt } from '../located.ts';
import type { Located, LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';

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
    return { kind: 'refused', problem: { message: 'config.yaml is text, but must be a map', position: merged.position } };
  const discovery = entryOf(merged, 'discovery');
  if (discovery?.value.kind === 'scalar') {
    const { value, position } = discovery.value;
    return {
      kind: 'refused',
      problem: {
        message: `discovery is ${JSON.stringify(value)}, but must be a map`,
        hint: 'Write discovery: {kubernetes: {}}',
        position,
      },
    };
  }
  const block = entryOf(discovery?.value, 'kubernetes');
  return block === undefined ? { kind: 'off', problem: absent(written) } : { kind: 'found', block };
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
  const message = 'discovery.kubernetes is missing, so Kubernetes discovery is off';
  for (const path of MISPLACED) {
    const block = entryOf(valueAt(written, path.slice(0, -1)), 'kubernetes');
    if (block === undefined) continue;
    const place = path.length === 1 ? 'at the top' : `under ${path.slice(0, -1).join('.')}`;
    return {
      message,
      hint: `kubernetes stands ${place}: move it under discovery, at the top of the file`,
      position: block.keyPosition,
      id: 'C21',
    };
  }
  const discovery = entryOf(written, 'discovery');
  if (discovery?.value.kind === 'table' && tableKind(discovery.value) === 'list') {
    return { message, hint: 'discovery is a list: write a map, without the dash', position: discovery.keyPosition, id: 'C21' };
  }
  return {
    message,
    hint:
      discovery === undefined
        ? 'Add at the top of the file: discovery: {kubernetes: {}}'
        : 'Write kubernetes: {} under discovery',
    position: discovery?.keyPosition ?? written?.position ?? { line: 1, column: 1 },
    id: 'C21',
  };
}
