import { isMap, isScalar, isSeq } from 'yaml';
import type { YAMLSeq } from 'yaml';
import type { Finding } from '../../findings/finding.ts';
import { UserError } from '../../findings/user-error.ts';
import { kubernetesOf } from './block-text.ts';
import { isShared, readConfigDocument, SHARED, UNUSUAL } from './config-document.ts';
import type { Reason } from './config-document.ts';
import type { GatewayEntry } from './entry.ts';
import { leavesOwnCluster, mergeCluster } from './merge-cluster.ts';
import { placed } from './placed.ts';
import type { Merge } from './placed.ts';
import { YamlEdits } from './yaml-edits.ts';

/** A config.yaml after a merge. Holds a token where an entry does, or where it did before. */
export interface MergedConfig {
  readonly text: string;
  /** What was left as it was, and what now means something else. Holds no secret. */
  readonly findings: readonly Finding[];
}

export interface MergeOptions {
  /** Of the config.yaml, for the places of errors. */
  readonly path: string;
  /** Whether a token is written where the config names a variable or a file, and a file where it names a variable. */
  readonly force: boolean;
  /** Whether an address that the config has stays, though the entry has another. */
  readonly keepsAddress: boolean;
  /** The command that writes the token of a cluster into a file, to be pasted; the id is undefined for an only cluster without one. */
  readonly tokenCommand: (id: string | undefined, path: string) => string | undefined;
}

/**
 * Puts entries into the text of a config.yaml: address, credential and watch_endpoint_slices of each cluster, found by its id in a list.
 * All else stays byte for byte, and so does what the config leaves to variables, and a file that it names for a token; of a token only
 * unless `force` is given. Merging twice gives the same text. Throws a {@link UserError} with the place where the file is no such config, is for single mode and
 * the entries are not or the other way round, or has anchors or aliases where an edit would be.
 */
export function mergeGatewayConfig(text: string, entries: readonly GatewayEntry[], options: MergeOptions): MergedConfig {
  const merged = mergeOnce(text, entries, options);
  // Edits of a text could miss their aim in YAML of a kind that nobody writes, such as keys behind a question mark.
  if (!isSettled(merged.text, entries, options))
    throw new UserError(UNUSUAL.message, { hint: UNUSUAL.hint, place: { path: options.path } });
  return merged;
}

function isSettled(text: string, entries: readonly GatewayEntry[], options: MergeOptions): boolean {
  try {
    return mergeOnce(text, entries, options).text === text;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function mergeOnce(text: string, entries: readonly GatewayEntry[], { path, ...wishes }: MergeOptions): MergedConfig {
  const config = readConfigDocument(text, path);
  const edits = new YamlEdits(text);
  const findings = mergeBlock(entries, { config, edits, ...wishes });
  return { text: edits.result(), findings };
}

function mergeBlock(entries: readonly GatewayEntry[], merge: Merge): readonly Finding[] {
  const { config, edits } = merge;
  const { root } = config;
  const kubernetes = kubernetesOf(entries);
  if (root === undefined || (root.flow !== true && config.pairOf(root, 'discovery') === undefined)) {
    edits.append({ discovery: { kubernetes } }, root);
    return [];
  }
  const discovery = placed(root, ['discovery', { kubernetes }], merge);
  if (!isMap(discovery)) return [];
  const block = config.pairOf(discovery, 'kubernetes')?.value;
  const isList = Array.isArray(kubernetes);
  if (isMap(block) && isList) throw config.refusal(block, ONE_HERE);
  if (isSeq(block) && !isList) throw config.refusal(block, SEVERAL_HERE);
  const clusters = placed(discovery, ['kubernetes', kubernetes], merge);
  if (clusters === undefined) return isMap(block) ? entries.flatMap((entry) => leavesOwnCluster(entry) ?? []) : [];
  return entries.flatMap((entry) => {
    const cluster = isSeq(clusters) ? itemOf(clusters, entry, merge) : clusters;
    return cluster === undefined ? [] : mergeCluster(cluster, entry, merge);
  });
}

const ONE_HERE: Reason = {
  message: 'this config has one cluster without an id, and the set-up is for clusters with ids',
  hint: 'Make a list with an id for each cluster of it first; every service_name then begins with the id',
};

const SEVERAL_HERE: Reason = {
  message: 'this config has a list of clusters, and the set-up is for one without an id',
  hint: 'Say which of them is meant: --from-config FILE --contexts ID=CONTEXT',
};

/** The item with the id of an entry; where there is none, the entry is added as the last and undefined given back. */
function itemOf(list: YAMLSeq, entry: GatewayEntry, { config, edits }: Merge) {
  const alias = list.items.find(isShared);
  if (alias !== undefined) throw config.refusal(alias, SHARED);
  const item = list.items.filter(isMap).find((cluster) => {
    const id = config.pairOf(cluster, 'id')?.value;
    return isScalar(id) && id.value === entry.id;
  });
  if (item === undefined) edits.addItem(list, entry);
  return item;
}
