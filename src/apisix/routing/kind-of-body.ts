import { entryOf, valueAt } from '../located.ts';
import type { Located } from '../located.ts';
import type { ObjectKind } from './routing-object.ts';

/** What else an object has that names a path: many a JSON file has a `uri`. */
const BESIDE_URI = ['upstream', 'upstream_id', 'service_id', 'plugins', 'plugin_config_id', 'script', 'methods', 'host', 'hosts'];
const BESIDE_PORT = ['upstream', 'upstream_id', 'service_id', 'plugins', 'protocol', 'remote_addr'];
const BESIDE_SERVICE_NAME = ['nodes', 'type', 'scheme', 'pass_host', 'timeout', 'checks', 'discovery_args'];

/** The kind of an object that stands alone, by keys that only one kind has; undefined where they may be those of something else. */
export function kindOfBody(value: Located): ObjectKind | undefined {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => entryOf(value, key) !== undefined);
  if (has('apiVersion')) return undefined;
  if (has('uri', 'uris') && has(...BESIDE_URI)) return 'routes';
  if (has('server_port', 'server_addr') && has(...BESIDE_PORT)) return 'stream_routes';
  if (has('discovery_type') || (has('service_name') && has(...BESIDE_SERVICE_NAME))) return 'upstreams';
  if (isNodes(valueAt(value, ['nodes']))) return 'upstreams';
  return valueAt(value, ['upstream'])?.kind === 'table' || has('upstream_id') ? 'services' : undefined;
}

/** `{"10.0.0.1:80": 1}`, or a list of hosts with weights. */
function isNodes(nodes: Located | undefined): boolean {
  if (nodes?.kind !== 'table') return false;
  const [first] = nodes.entries;
  if (first === undefined) return false;
  const { key, value } = first;
  if (value.kind === 'table') return entryOf(value, 'host') !== undefined && entryOf(value, 'weight') !== undefined;
  return value.kind === 'scalar' && typeof value.value === 'number' && typeof key === 'string';
}
