import { entryOf } from '../../../apisix/located.ts';
import type { Recognised, Subject } from '../subject.ts';
import { isConfigName } from './config.ts';
import { isKubernetesBlock, isRegistry } from './discovery-block.ts';

/** `kubernetes:` as it is copied out of a config.yaml. In a file of that name it is one, and its block in the wrong place. */
export function kubernetesBlock({ name, root }: Subject): Recognised | undefined {
  const block = entryOf(root, 'kubernetes')?.value;
  if (root.kind !== 'table' || block === undefined || !isKubernetesBlock(block) || isConfigName(name)) return undefined;
  if (!root.entries.every(({ key }) => isRegistry(key))) return undefined;
  const { position, end } = root;
  const discovery = { key: 'discovery', keyPosition: position, keyEnd: position, value: root };
  return {
    kind: 'kubernetes-block',
    title: 'kubernetes block of a config.yaml',
    config: { kind: 'values', root: { kind: 'table', entries: [discovery], position, end } },
  };
}
