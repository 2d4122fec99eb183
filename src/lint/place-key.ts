import type { Position } from '../apisix/position.ts';

/** What tells the places of one text apart, for maps and sets: `6:13`. */
export function placeKey({ line, column }: Position): string {
  return `${line}:${column}`;
}
