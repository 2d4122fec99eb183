import type { NodeFault } from './gateway-symptom.ts';
import type { LineShape } from './line-shape.ts';

/** What is logged of requests to the gateway whose upstream has its nodes from discovery, by Lua and by nginx itself. */
export const REQUEST_LINES: readonly LineShape[] = [
  {
    // Up to 3.16 a full-width space (U+3000) follows the colon.
    words: /^get unexpected upstream service_name:\s*(.*)/,
    files: ['init.lua', 'core.lua'],
    read: ([, serviceName = '']) => ({ kind: 'name-refused', serviceName }),
  },
  { words: /^id not exist/, files: ['init.lua'], read: () => ({ kind: 'id-unknown', serviceName: undefined }) },
  {
    words: /^failed to resolve endpoint dict for service: (.*)/,
    files: ['core.lua'],
    read: ([, serviceName = '']) => ({ kind: 'id-unknown', serviceName }),
  },
  {
    words: /^get empty endpoint version from discovery DICT (\S+)/,
    read: ([, key = '']) => ({ kind: 'service-unknown', key }),
  },
  {
    // Discovery by DNS and Consul says why it has no node, or has an empty list; of kubernetes it is nil.
    words:
      /^(?:failed to set upstream: )?(no valid upstream node: nil|discovery is uninitialized|discovery kubernetes is uninitialized|discovery server need appoint|invalid nodes format: .*)/,
    files: ['init.lua'],
    read: ([, error = '']) => ({ kind: 'upstream-unset', error }),
  },
  {
    words: /^failed to check item data of \[[^\]]*\] err: ?(.*?) ?,val: /,
    read: ([, message = '']) => refusedObject(message),
  },
  {
    words: /^\{"error_msg":"((?:[^"\\]|\\.)*)"/,
    read: ([, message = '']) => refusedObject(message.replaceAll('\\"', '"')),
  },
  { words: /^invalid configuration: (.*)/, read: ([message]) => refusedObject(message) },
  {
    words:
      /^(?:failed to pick server: )?failed to find valid upstream server, all upstream servers tried|^no live upstreams while connecting to upstream/,
    read: () => ({ kind: 'nodes-tried' }),
  },
  {
    words: /^failed to set server peer \[(.*):\d+\] err: /,
    files: ['balancer.lua'],
    read: ([, host = '']) => ({ kind: 'node-refused', host }),
  },
  ...nodeLines([
    [/^upstream timed out \(110: [^)]*\) while connecting to upstream/, 'timed out while connecting'],
    [/^upstream timed out \(110: [^)]*\) while (?:reading|sending|proxying)/, 'timed out while reading'],
    [/^connect\(\) failed \(111: [^)]*\) while connecting to upstream/, 'refused'],
    [/^connect\(\) failed \((?:110|113|101): [^)]*\) while connecting to upstream/, 'no route'],
    [/^(?:recv|writev|send|readv)\(\) failed \((?:104|32): [^)]*\) while .*upstream/, 'reset'],
    [/^upstream prematurely closed connection while /, 'closed early'],
    [/^SSL_do_handshake\(\) failed \(SSL: .*wrong version number.*\) while SSL handshaking to upstream/, 'TLS to a plain port'],
    [/^SSL_do_handshake\(\) failed \(SSL: .*\) while SSL handshaking to upstream/, 'TLS failed'],
  ]),
];

function nodeLines(rows: readonly (readonly [words: RegExp, fault: NodeFault])[]): readonly LineShape[] {
  return rows.map(([words, fault]) => ({ words, read: () => ({ kind: 'node-failed', fault }) }));
}

/** Of the Admin API and the data plane alike; only what concerns nodes and discovery. */
function refusedObject(message: string): { readonly kind: 'object-refused'; readonly message: string } | undefined {
  const isOurs = /value should match only one schema|"(?:service_name|discovery_type|discovery_args)"/.test(message);
  return isOurs ? { kind: 'object-refused', message } : undefined;
}
