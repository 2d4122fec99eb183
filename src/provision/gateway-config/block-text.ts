import { LYAML, TINYYAML } from '../../apisix/yaml/yaml-dialect.ts';
import type { GatewayEntry } from './entry.ts';

/** What the blocks of this folder are made of. */
export type BlockValue = string | boolean | BlockMap | readonly BlockMap[];
export type BlockMap = { readonly [key: string]: BlockValue };

/**
 * A config.yaml with nothing but its `discovery` block: for one cluster without id as a map, else as a list. `account` is
 * `namespace/name` of the service account, for the comment above. Holds a token where an entry does.
 */
export function gatewayConfigText(entries: readonly GatewayEntry[], account: string): string {
  const comment = `# For the service account ${account}, set up by k8s-disco setup-rbac`;
  return [comment, ...blockLines({ discovery: { kubernetes: kubernetesOf(entries) } }), ''].join('\n');
}

/** What stands under `discovery.kubernetes`: a list, unless there is a single cluster without id. */
export function kubernetesOf(entries: readonly GatewayEntry[]): BlockMap | readonly BlockMap[] {
  const [only, ...others] = entries;
  return only !== undefined && others.length === 0 && only.id === undefined ? only : entries;
}

/** A map in block style, two blanks a level, each line by itself. */
export function blockLines(map: BlockMap): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    if (typeof value !== 'object') return [`${key}: ${scalarText(value)}`];
    return [`${key}:`, ...innerLines(value).map((line) => `  ${line}`)];
  });
}

/** A map or a list in block style, without the key that it stands under. */
export function innerLines(value: BlockMap | readonly BlockMap[]): readonly string[] {
  return isList(value) ? value.flatMap(itemLines) : blockLines(value);
}

/** A map as an item of a list in block style. */
export function itemLines(item: BlockMap): readonly string[] {
  return blockLines(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`);
}

/** A value inside of `[ ]` and `{ }`: JSON, as quotes are safe there. The blanks are for libyaml. */
export function flowText(value: BlockValue): string {
  return JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
}

/** Text stands between quotes unless both YAML libraries of the gateway read it as text without. */
export function scalarText(value: string | boolean): string {
  return typeof value === 'string' && !isPlain(value) ? JSON.stringify(value) : String(value);
}

/** Whether a text may stand without quotes, in block style and between brackets: its characters mean nothing in YAML, and it is no number. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9/][A-Za-z0-9+/._=-]*$/.test(text) && readsAsText(text);
}

/** Whether what stands without quotes is text for every release. */
export function readsAsText(plain: string): boolean {
  return [LYAML, TINYYAML].every((dialect) => dialect.plain(plain) === plain);
}

// Array.isArray makes any[] of a readonly array.
function isList(value: BlockMap | readonly BlockMap[]): value is readonly BlockMap[] {
  return Array.isArray(value);
}
