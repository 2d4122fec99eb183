import { isAlias, isCollection, isMap, isNode, isScalar, LineCounter, parseAllDocuments, Scalar } from 'yaml';
import type { Pair, YAMLMap } from 'yaml';
import { readYaml } from '../../apisix/yaml/read-yaml.ts';
import { LYAML } from '../../apisix/yaml/yaml-dialect.ts';
import { UserError } from '../../findings/user-error.ts';
import type { Place } from '../../findings/user-error.ts';

/** A config.yaml whose nodes know where they stand. All functions throw a {@link UserError} with the place for what cannot be edited. */
export interface ConfigDocument {
  /** Undefined for a file of blanks and comments. */
  readonly root: YAMLMap | undefined;
  /** What stands under a key; undefined where the key is not there. */
  pairOf(map: YAMLMap, key: string): Pair<unknown, unknown> | undefined;
  /** The error that says why a node keeps its file from being edited. */
  refusal(node: unknown, reason: Reason): UserError;
}

export interface Reason {
  readonly message: string;
  readonly hint: string;
}

/**
 * Reads a config.yaml to edit its text. Throws a {@link UserError} for malformed YAML, for several documents, and for files that are not
 * the gateway's config.yaml but hold one or something else of it. No message quotes the file, which may hold tokens.
 */
export function readConfigDocument(text: string, path: string): ConfigDocument {
  const read = readYaml(text, LYAML);
  if (!read.ok) {
    const { message, hint, position } = read.problem;
    throw new UserError(message, { place: { path, ...position }, ...(hint === undefined ? {} : { hint }) });
  }
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, lineCounter: lines }),
  ];
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { path, line, column: col };
  };
  const refusal = (node: unknown, { message, hint }: Reason): UserError =>
    new UserError(message, { hint, place: placeAt(isNode(node) ? (node.range?.[0] ?? 0) : 0) });

  const [document, second] = documents;
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) throw new UserError(UNUSUAL.message, { hint: UNUSUAL.hint, place: placeAt(error.pos[0]) });
  if (second !== undefined) throw new UserError(SEVERAL.message, { hint: SEVERAL.hint, place: placeAt(second.range[0]) });
  const root: unknown = document?.contents;
  if (isMap(root)) {
    const stranger = STRANGERS.find(({ isIt }) => isIt(root));
    if (stranger !== undefined) throw refusal(root, stranger);
    if (root.items.length === 0) throw refusal(root, UNUSUAL);
  } else if (!isNothing(root)) {
    throw refusal(root, { message: 'a config.yaml has keys at its top', hint: PRINT });
  }

  function pairOf(map: YAMLMap, key: string): Pair<unknown, unknown> | undefined {
    const merge = pairsOf(map, '<<')[0];
    if (merge !== undefined) throw refusal(merge.key, SHARED);
    const [pair, again] = pairsOf(map, key);
    if (again !== undefined) {
      throw refusal(again.key, { message: `the key ${key} stands here a second time`, hint: 'Remove one of them' });
    }
    // Without its colon: `{discovery}`.
    if (pair?.value === null) throw refusal(pair.key, UNUSUAL);
    if (isShared(pair?.value)) throw refusal(pair?.value, SHARED);
    return pair;
  }
  return { root: isMap(root) ? root : undefined, pairOf, refusal };
}

/** Whether a value stands elsewhere, too, or may do so. */
export function isShared(node: unknown): boolean {
  return isAlias(node) || ((isScalar(node) || isCollection(node)) && node.anchor !== undefined);
}

/** Whether a value is left out, or null in one of its spellings. */
export function isNothing(node: unknown): boolean {
  if (isScalar(node)) return node.type === Scalar.PLAIN && /^(?:~|null|Null|NULL)?$/.test(String(node.value));
  return node === undefined || node === null;
}

const PRINT = '--emit-config - prints the block, to be put in by hand';

/** Why nothing is edited in YAML that is valid, and yet not understood well enough. */
export const UNUSUAL: Reason = { message: 'this YAML is written in a way that cannot be edited here', hint: PRINT };

const SEVERAL: Reason = {
  message: 'a second document starts here, and the gateway reads one',
  hint: 'Remove it, or give the config.yaml alone',
};

/** Why nothing is edited at a node that {@link isShared}. */
export const SHARED: Reason = {
  message: 'an anchor or alias stands here, so an edit could change other places, too',
  hint: `Write the values themselves; ${PRINT}`,
};

/** Files that hold a config.yaml, or go with one. */
const STRANGERS: readonly (Reason & { readonly isIt: (root: YAMLMap) => boolean })[] = [
  {
    isIt: (root) => root.has('apiVersion') && root.has('kind'),
    message: 'this is a manifest of Kubernetes, not the config.yaml of the gateway',
    hint: '--emit-config - prints the block, to be put into the config.yaml inside of it',
  },
  {
    isIt: (root) => HELM_KEYS.some((path) => root.hasIn(path)),
    message: 'these are values of the Helm chart, not the config.yaml of the gateway',
    hint: '--emit-config - prints the block; what is under discovery there stands under discovery.registry in the values',
  },
  {
    isIt: (root) => !root.has('discovery') && ['routes', 'upstreams', 'services'].some((key) => root.has(key)),
    message: 'these are routes of the gateway (apisix.yaml), not its config.yaml',
    hint: 'Give the config.yaml beside it',
  },
];

/** charts/apisix/values.yaml of apache/apisix-helm-chart: what no config.yaml has. */
const HELM_KEYS: readonly (readonly string[])[] = [
  ['discovery', 'registry'],
  ['discovery', 'enabled'],
  ['apisix', 'discovery', 'registry'],
  ['apisix', 'discovery', 'enabled'],
  ['apisix', 'image'],
  ['apisix', 'replicaCount'],
  ['image'],
  ['replicaCount'],
  ['serviceAccount'],
  ['gateway'],
  ['ingress-controller'],
];

function pairsOf(map: YAMLMap, key: string): readonly Pair<unknown, unknown>[] {
  return map.items.filter((pair) => isScalar(pair.key) && pair.key.value === key);
}
