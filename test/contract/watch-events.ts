import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';

import type { ContractTarget } from './contract-target.ts';

export interface WatchEvent {
  readonly type: string;
  readonly object: {
    readonly kind: string;
    readonly metadata: {
      readonly name?: string;
      readonly resourceVersion: string;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly [field: string]: unknown;
  };
}

/** The events in the body of a watch that has ended. */
export function parseEvents(text: string): WatchEvent[] {
  const lines = text.split('\n').filter((line) => line !== '');
  // The target wrote them; the tests look at what they hold.
  return lines.map((line) => JSON.parse(line) as WatchEvent);
}

/** The first `count` events of a watch, which `write` causes once it stands. The test's own time-out ends a watch that gives fewer. */
export async function collectEvents(
  target: ContractTarget,
  { path, count, write }: { readonly path: string; readonly count: number; readonly write: () => Promise<void> },
): Promise<WatchEvent[]> {
  const headers = { authorization: `Bearer ${target.tokens.gateway}` };
  const outgoing = request(new URL(path, target.url), { ca: target.caPem, headers });
  outgoing.end();
  try {
    // The one argument of a 'response' event.
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    await write();
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) {
      text += String(chunk);
      const complete = text.slice(0, text.lastIndexOf('\n') + 1);
      const events = parseEvents(complete);
      if (events.length >= count) return events;
    }
    return parseEvents(text);
  } finally {
    outgoing.destroy();
  }
}
