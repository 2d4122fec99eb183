import type { LineShape } from './line-shape.ts';

/** What `apisix start`, `apisix test` and nginx say of config.yaml, apisix.yaml and nginx.conf, in a log or on a terminal. */
export const CONFIG_LINES: readonly LineShape[] = [
  {
    words: /^invalid discovery (\S+) configuration: (.*)/,
    read: ([, registry = '', message = '']) =>
      registry === 'kubernetes' ? { kind: 'config-refused', registry, path: namedProperties(message), message } : undefined,
  },
  {
    words: /^(?:error loading module )?.*?module 'apisix\.discovery\.([^']*)' not found/,
    read: ([, registry = '']) => ({ kind: 'registry-unknown', registry }),
  },
  {
    words: /^(?:failed to read local yaml config of apisix: )?invalid (config|config-default|apisix)\.yaml file/,
    read: ([message, file]) => ({ kind: 'yaml-refused', file: `${file}.yaml`, message }),
  },
  {
    words: /^(?:\S*luajit: )?\S*(?:lyaml|tinyyaml)\S*\.lua:\d+: (.*)/,
    read: ([, message = '']) => ({ kind: 'yaml-refused', file: undefined, message }),
  },
  {
    words: /^(?:failed to parse the content of file \S+: )?missing valid end flag in file (\S+)/,
    read: ([, file = '']) => ({ kind: 'end-mark-missing', file }),
  },
  {
    words: /^failed to parse the content of file \S*?(config|apisix)\.yaml/,
    read: ([message, file]) => ({ kind: 'yaml-refused', file: `${file}.yaml`, message }),
  },
  { words: /^mmap\(MAP_ANON\|MAP_SHARED, \d+\) failed/, read: () => ({ kind: 'memory-refused' }) },
];

/** `property "service" validation failed: property "port" …`, as 2.x has it → `service`, `port`. */
function namedProperties(message: string): readonly string[] {
  return [...message.matchAll(/property "([^"]*)" (?:validation failed|is required)/g)].map(([, name = '']) => name);
}
