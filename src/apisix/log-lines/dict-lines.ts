import type { LineShape } from './line-shape.ts';

/** What is logged of objects on their way into the shared dict. */
export const DICT_LINES: readonly LineShape[] = [
  {
    // From 3.15 on behind the service's name.
    words:
      /^(?:failed to update endpoint dict for endpoint: \S+, err: )?set (endpoint version|endpoint|discovery_ready flag) into discovery DICT failed, (.*)/,
    read: ([, what = '', message = '']) => ({ kind: 'dict-write-failed', what, message }),
  },
  {
    words:
      /^(?:get empty endpoint content from discovery DIC|decode endpoint content failed), this should not happen,? ?(?:content: )?(\S*)/,
    read: ([, key = '']) => ({ kind: 'dict-read-failed', key: key.startsWith('{') ? '' : key }),
  },
  {
    words: /^get keys from discovery dict failed: /,
    read: () => ({ kind: 'dict-read-failed', key: '' }),
  },
  {
    words: /^kubernetes discovery module found dirty data in shared dict, key: (\S+)/,
    read: ([, key = '']) => ({ kind: 'key-dropped', key: key.replace(/#version$/, '') }),
  },
  {
    words: /^endpoint_slice validation fail: endpoint_slice has no ([\w.-]+), endpointSlice: ([^]*)/,
    read: ([, fault = '', json = '']) => ({ kind: 'object-skipped', resource: 'EndpointSlice', fault, object: nameIn(json) }),
  },
  {
    words: /^skipping endpoint (?:deletion )?with missing metadata: ([^]*)/,
    read: ([, json = '']) => ({ kind: 'object-skipped', resource: 'Endpoints', fault: 'metadata', object: nameIn(json) }),
  },
  {
    words: /^ngx\.re\.match failed: (.*)/,
    files: ['init.lua', 'core.lua'],
    read: ([, message = '']) => ({ kind: 'namespace-pattern-refused', message }),
  },
  { words: /^kubernetes discovery not ready/, read: () => ({ kind: 'not-ready' }) },
];

/** `namespace/name` of an object in JSON, as far as it is whole and has both. */
function nameIn(json: string): string | undefined {
  try {
    const object: unknown = JSON.parse(json);
    const metadata = fieldOf(object, 'metadata');
    const [namespace, name] = [fieldOf(metadata, 'namespace'), fieldOf(metadata, 'name')];
    return typeof namespace === 'string' && typeof name === 'string' ? `${namespace}/${name}` : undefined;
  } catch {
    // nginx cuts its lines.
    return undefined;
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
}
