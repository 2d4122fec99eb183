import { itemsOf, valueAt } from '../../apisix/located.ts';
import type { Located } from '../../apisix/located.ts';
import type { JudgedConfig } from '../rule.ts';

/** A variable that nginx hands on to its workers by an `env` directive of its own. */
export interface ExportedVariable {
  readonly name: string;
  /** The directive is `env NAME=VALUE`, not `env NAME`. */
  readonly hasValue: boolean;
}

/** `nginx_config.envs`, where config.yaml and the values of the Helm chart have it. */
const ENVS: readonly (readonly string[])[] = [
  ['nginx_config', 'envs'],
  ['nginx', 'envs'],
  ['apisix', 'nginx', 'envs'],
];

/**
 * What a config exports beside the references of Kubernetes discovery, in the order of the directives: `nginx_config.envs`, then the
 * variables of `${{VAR}}`, which have values before 3.11.0 (cli/ops.lua; #11545).
 */
export function exportedVariables({ document, verdict, release }: JudgedConfig): readonly ExportedVariable[] {
  const listed = ENVS.flatMap((path) => textsIn(valueAt(verdict.written, path) ?? valueAt(document.root, path)));
  const fromList = listed.map((text): ExportedVariable => {
    const [name = '', value] = text.split('=', 2);
    return { name, hasValue: value !== undefined };
  });
  const substituted = new Set(substitutedIn(verdict.written));
  for (const { name } of fromList) substituted.delete(name);
  return [...fromList, ...[...substituted].map((name) => ({ name, hasValue: !release.atLeast('3.11.0') }))];
}

function textsIn(value: Located | undefined): readonly string[] {
  if (value?.kind !== 'table') return [];
  return itemsOf(value).flatMap(({ value: item }) => (item.kind === 'scalar' ? [String(item.value)] : []));
}

/** Several rules ask of the same config, and releases that read it alike share its values. */
const known = new WeakMap<Located, readonly string[]>();

function substitutedIn(root: Located | undefined): readonly string[] {
  if (root === undefined) return [];
  const names = known.get(root) ?? substitutedNames(root);
  known.set(root, names);
  return names;
}

function substitutedNames(value: Located): readonly string[] {
  if (value.kind === 'table') return value.entries.flatMap((entry) => substitutedNames(entry.value));
  if (value.kind === 'null' || !value.text.includes('${{')) return [];
  return [...value.text.matchAll(/\$\{\{\s*(\w+)/g)].flatMap(([, name]) => name ?? []);
}
