import type { LineShape } from './line-shape.ts';

/** What informer_factory.lua and the timer around it log; the words are the same in all releases. */
export const LIST_WATCH_LINES: readonly LineShape[] = [
  {
    words: /^(list|watch) failed, kind: (Endpoints|EndpointSlice), reason: (.*?), message : ?([^]*)/,
    read: ([, step, resource = '', reason = '', message = '']) => ({
      kind: 'request-failed',
      step: step === 'list' ? 'list' : 'watch',
      resource,
      reason,
      message,
    }),
  },
  {
    words: /^connect apiserver failed, apiserver\.host: (.*?), apiserver\.port: (.*?), message : ?([^]*)/,
    read: ([, host = '', port = '', message = '']) => ({ kind: 'connect-failed', host, port, message }),
  },
  {
    words: /^list_watch failed, kind: (Endpoints|EndpointSlice), reason: RuntimeException, message : ?([^]*)/,
    read: ([, resource = '', message = '']) => ({ kind: 'crashed', resource, message: withoutPlace(message) }),
  },
];

/** Without the `…/init.lua:123: ` that Lua puts before an error. */
function withoutPlace(message: string): string {
  return message.replace(/^\S*\.lua:\d+: /, '');
}
