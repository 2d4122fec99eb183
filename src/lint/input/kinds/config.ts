import { entryOf } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import type { Recognised, Subject } from '../subject.ts';

/** Keys of a config.yaml that hardly anything else has at its top (conf/config-default.yaml, 2.13.0 to 3.18.0). */
const OWN_KEYS = [
  'discovery',
  'apisix',
  'nginx_config',
  'plugin_attr',
  'stream_plugins',
  'ext-plugin',
  'graphql',
  'wasm',
  'xrpc',
];

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
  const isShared = ([key, inner]: readonly [string, readonly string[]]): boolean =>
    inner.some((innerKey) => has(entryOf(root, key)?.value, innerKey));
  if (Object.entries(SHARED_KEYS).some(isShared)) return true;
  return has(root, 'kubernetes') && (isConfigName(name) || has(root, 'plugins') || has(root, 'deployment') || has(root, 'etcd'));
}

function has(value: Located | undefined, key: string): boolean {
  return entryOf(value, key) !== undefined;
}
