import { entryOf } from '../../../apisix/located.ts';
import type { Located, LocatedEntry, LocatedTable } from '../../../apisix/located.ts';
import type { Recognised, Subject } from '../subject.ts';
import { isDiscoveryBlock } from './discovery-block.ts';

/** Keys of a config.yaml that hardly anything else has at its top (conf/config-default.yaml, 2.13.0 to 3.18.0). */
const OWN_KEYS = ['apisix', 'nginx_config', 'plugin_attr', 'stream_plugins', 'ext-plugin', 'graphql', 'wasm', 'xrpc'];

/** Keys that other files have, too, with what they must hold here. */
const SHARED_KEYS: Readonly<Record<string, readonly string[]>> = {
  deployment: [
    'role',
    'role_traditional',
    'role_control_plane',
    'role_data_plane',
    'admin',
    'etcd',
    'certs',
    'config_provider',
    'discovery',
  ],
  etcd: ['host', 'prefix'],
};

/** What may stand beside `discovery` in a config.yaml without a key of its own. */
const NEIGHBOURS: ReadonlySet<unknown> = new Set(['discovery', 'kubernetes', 'plugins', ...Object.keys(SHARED_KEYS)]);

/** The gateway's config.yaml, whole or a part of it, also one whose only fault is that its blocks stand in the wrong place. */
export function config({ name, text, root, isFirst }: Subject): Recognised | undefined {
  if (!isConfig(root, name)) return undefined;
  if (!isFirst) return { kind: 'other', title: 'config.yaml, but the gateway only reads the first YAML document of a file' };
  return { kind: 'config', title: 'config.yaml', config: { kind: 'text', text } };
}

/** `config.yaml`, `config-default.yaml` and the like. */
export function isConfigName(name: string): boolean {
  return /^config.*\.ya?ml$/.test(name);
}

function isConfig(root: Located, name: string): boolean {
  if (root.kind !== 'table') return root.kind === 'scalar' && isConfigName(name);
  if (OWN_KEYS.some((key) => has(root, key))) return true;
  const discovery = entryOf(root, 'discovery');
  if (discovery !== undefined && (isConfigName(name) || isOwnDiscovery(discovery, root))) return true;
  const isShared = ([key, inner]: readonly [string, readonly string[]]): boolean =>
    inner.some((innerKey) => has(entryOf(root, key)?.value, innerKey));
  if (Object.entries(SHARED_KEYS).some(isShared)) return true;
  return has(root, 'kubernetes') && (isConfigName(name) || has(root, 'plugins') || has(root, 'deployment') || has(root, 'etcd'));
}

/** Other programs have a `discovery`, too: beside keys that no config.yaml has, it must look like the gateway's. */
function isOwnDiscovery(discovery: LocatedEntry, root: LocatedTable): boolean {
  return root.entries.every(({ key }) => NEIGHBOURS.has(key)) || isDiscoveryBlock(discovery.value);
}

function has(value: Located | undefined, key: string): boolean {
  return entryOf(value, key) !== undefined;
}
