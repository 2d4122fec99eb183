import { entryOf, tableKind } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import { closest } from '../../../findings/closest.ts';
import type { Recognised, Subject } from '../subject.ts';
import { isConfigName } from './config.ts';

/** What stands under `discovery:`. */
const REGISTRIES: ReadonlySet<unknown> = new Set(['kubernetes', 'nacos', 'eureka', 'consul', 'consul_kv', 'dns', 'tars']);

/** What stands under `kubernetes:`. Other programs have a block of this name, too. */
const KEYS = [
  'service',
  'client',
  'namespace_selector',
  'label_selector',
  'shared_size',
  'default_weight',
  'watch_endpoint_slices',
];

/** `kubernetes:` as it is copied out of a config.yaml. In a file of that name it is one, and its block in the wrong place. */
export function kubernetesBlock({ name, root }: Subject): Recognised | undefined {
  const block = entryOf(root, 'kubernetes')?.value;
  if (root.kind !== 'table' || block === undefined || !isOfGateway(block) || isConfigName(name)) return undefined;
  if (!root.entries.every(({ key }) => REGISTRIES.has(key))) return undefined;
  const { position, end } = root;
  const discovery = { key: 'discovery', keyPosition: position, keyEnd: position, value: root };
  return {
    kind: 'kubernetes-block',
    title: 'kubernetes block of a config.yaml',
    config: { kind: 'values', root: { kind: 'table', entries: [discovery], position, end } },
  };
}

/** Whether it is no map or an empty one, or has a key of the gateway or one that was meant to be. */
function isOfGateway(block: Located): boolean {
  if (block.kind !== 'table' || tableKind(block) !== 'map') return true;
  return block.entries.some(({ key }) => typeof key === 'string' && closest(key, KEYS) !== undefined);
}
