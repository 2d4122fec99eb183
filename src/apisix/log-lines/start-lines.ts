import type { LineShape } from './line-shape.ts';

/** Discovery's own files: init.lua alone up to 3.16, core.lua beside it from 3.17. */
const DISCOVERY = ['init.lua', 'core.lua'] as const;

/** What ends discovery when a worker starts, as `error()` says it, and what is said of the token while it runs. */
export const START_LINES: readonly LineShape[] = [
  {
    words: /^not found environment variable (\S+)/,
    files: DISCOVERY,
    read: ([, name = '']) => ({ kind: 'variable-missing', name, reference: 'service' }),
  },
  {
    words:
      /^(?:failed to read local yaml config of apisix: )?(?:failed to handle configuration: )?can't find environment variable (\w+)/,
    read: ([, name = '']) => ({ kind: 'variable-missing', name, reference: 'config' }),
  },
  { words: /^service\.host should set to non-empty string/, read: () => ({ kind: 'host-empty' }) },
  {
    words: /^service\.schema should set to one of \[http,https\] but (.*)/,
    read: ([, schema = '']) => ({ kind: 'schema-refused', schema }),
  },
  { words: /^invalid port value: (.*)/, files: DISCOVERY, read: ([, port = '']) => ({ kind: 'port-refused', port }) },
  // Up to 3.16 the very message stumbles over a port that is no number.
  {
    words: /^attempt to concatenate field 'port' \(a nil value\)/,
    files: DISCOVERY,
    read: () => ({ kind: 'port-refused', port: 'nil' }),
  },
  {
    words: /^one of \[client\.token,client\.token_file\] should be set but none/,
    read: () => ({ kind: 'token-unset' }),
  },
  { words: /^apiserver\.token should set to non-empty string/, read: () => ({ kind: 'token-empty' }) },
  {
    words: /^failed to read token (?:file path|from file): ([^]*)/,
    read: ([, message = '']) => ({ kind: 'token-unreadable', message }),
  },
  // Up to 3.12 the file is read once, and what io.open says is the error.
  {
    words: /^(failed to (?:open|read) file: [^]*)/,
    files: DISCOVERY,
    read: ([, message = '']) => ({ kind: 'token-unreadable', message }),
  },
  { words: /^duplicate id value/, files: DISCOVERY, read: () => ({ kind: 'id-repeated' }) },
  {
    words: /^failed to get lua_shared_dict: ?(?:ngx\.shared\.)?(kubernetes[\w-]*)/,
    read: ([, dict = '']) => ({ kind: 'dict-missing', dict }),
  },
  { words: /^kubernetes discovery not support in subsystem/, read: () => ({ kind: 'stream-unsupported' }) },
  {
    words: /^kubernetes discovery conf: [^]*"token":"(?!\$\{)[^"]/,
    read: () => ({ kind: 'token-logged' }),
  },
];
