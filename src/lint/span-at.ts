import type { Located, Span } from '../apisix/located.ts';
import type { Position } from '../apisix/position.ts';
import { placeKey } from './place-key.ts';

/** Answers what starts at a position; undefined where nothing does. */
export type SpanLookup = (position: Position) => Span | undefined;

/** The keys and values of a document by where they start: a key before its value, a map before its first key. */
export function spanLookup(root: Located | undefined): SpanLookup {
  const spans = new Map<string, Span>();
  if (root !== undefined) collect(root, spans);
  return (position) => spans.get(placeKey(position));
}

function collect(value: Located, spans: Map<string, Span>): void {
  if (value.kind === 'table') {
    for (const { keyPosition, keyEnd, value: inner } of value.entries) {
      const isItem = placeKey(keyPosition) === placeKey(keyEnd);
      if (!isItem) spans.set(placeKey(keyPosition), { position: keyPosition, end: keyEnd });
      collect(inner, spans);
    }
  }
  // A block map starts where its first key does, and that key is what the eye looks for there.
  const place = placeKey(value.position);
  if (!spans.has(place)) spans.set(place, value);
}
