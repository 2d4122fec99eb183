import { entryOf } from '../../../apisix/located.ts';
import type { Recognised, Subject } from '../subject.ts';
import { isConfigName } from './config.ts';

/** What stands under `discovery:`. */
const REGISTRIES: ReadonlySet<unknown> = new Set(['kubernetes', 'nacos', 'eureka', 'consul', 'consul_kv', 'dns', 'tars']);

/** `kubernetes:` as it is copied out of a config.yaml. In a file of that name it is one, and its block in the wrong place. */
export function kubernetesBlock({ name, root }: Subject): Recognised | undefined {
  if (root.kind !== 'table' || entryOf(root, 'kubernetes') === undefined || isConfigName(name)) return undefined;
  if (!root.entries.every(({ key }) => REGISTRIES.has(key))) return undefined;
  const { position, end } = root;
  const discovery = { key: 'discovery', keyPosition: position, keyEnd: position, value: root };
  return {
    kind: 'kubernetes-block',
    title: 'kubernetes block of a config.yaml',
    config: { kind: 'values', root: { kind: 'table', entries: [discovery], position, end } },
  };
}
