import { entryOf, itemsOf, tableKind, valueAt } from '../located.ts';
import type { Located, LocatedTable } from '../located.ts';
import { kindOfBody } from './kind-of-body.ts';
import { idOf } from './object-id.ts';
import { OBJECT_KINDS } from './routing-object.ts';
import type { ObjectKind, RoutingObject } from './routing-object.ts';

/**
 * The objects in what the Admin API answers or takes: a list (v3: `list`, v2: `node.nodes`), one object with its key, the lists of the
 * control API, or a body alone, as far as its keys tell its kind. Kinds that name no
 * upstream give none. Undefined where a value is nothing of that.
 */
export function adminObjects(root: Located): readonly RoutingObject[] | undefined {
  if (root.kind !== 'table') return undefined;
  if (tableKind(root) === 'list') return listed(root);
  return answered(root) ?? body({ value: root, keyPosition: root.position, keyEnd: root.position });
}

/** The objects in `GET /apisix/admin/configs`: lists under their kinds, each with the version of its kind. Undefined for other values. */
export function stateObjects(root: Located): readonly RoutingObject[] | undefined {
  if (root.kind !== 'table') return undefined;
  if (!root.entries.some(({ key }) => typeof key === 'string' && key.endsWith('_conf_version'))) return undefined;
  return OBJECT_KINDS.flatMap((kind) => {
    const list = entryOf(root, kind)?.value;
    return list?.kind === 'table' ? itemsOf(list).map((entry) => objectOf(kind, entry)) : [];
  });
}

function answered(root: LocatedTable): readonly RoutingObject[] | undefined {
  const node = entryOf(root, 'node')?.value;
  const list = entryOf(root, 'list')?.value ?? valueAt(node, ['nodes']);
  if (list?.kind === 'table' && (node !== undefined || entryOf(root, 'total') !== undefined)) return listed(list);
  return keyed(root) ?? (node && keyed(node));
}

/** Undefined where no item is anything of the Admin API; an empty list may be. */
function listed(list: LocatedTable): readonly RoutingObject[] | undefined {
  const read = itemsOf(list).map((item) => keyed(item.value) ?? body(item));
  const known = read.filter((objects) => objects !== undefined);
  return known.length > 0 || read.length === 0 ? known.flat() : undefined;
}

/** `{"key": "/apisix/upstreams/1", "value": {…}}`; in the control API there may be no key. */
function keyed(item: Located): readonly RoutingObject[] | undefined {
  const value = entryOf(item, 'value');
  if (value === undefined) return undefined;
  const key = valueAt(item, ['key']);
  if (key?.kind !== 'scalar') return body(value) ?? (entryOf(item, 'modifiedIndex') && []);
  const [, kind, id] = /\/(\w+)\/([^/]+)$/.exec(String(key.value)) ?? [];
  const known = OBJECT_KINDS.find((name) => name === kind);
  if (known !== undefined) return [{ ...objectOf(known, value), id }];
  return kind !== undefined && OTHER_KINDS.has(kind) ? [] : undefined;
}

function body(entry: EntryOfObject): readonly RoutingObject[] | undefined {
  const kind = kindOfBody(entry.value);
  return kind && [objectOf(kind, entry)];
}

type EntryOfObject = RoutingObject['entry'];

function objectOf(kind: ObjectKind, entry: EntryOfObject): RoutingObject {
  return { kind, id: idOf(entry.value), entry, judge: 'admin' };
}

/** Kinds of the Admin API that name no upstream. */
const OTHER_KINDS: ReadonlySet<string> = new Set([
  'consumers',
  'consumer_groups',
  'credentials',
  'global_rules',
  'plugin_configs',
  'plugin_metadata',
  'proto',
  'protos',
  'secrets',
  'ssl',
  'ssls',
]);
