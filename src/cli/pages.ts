import { DEFAULT_COLUMNS } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';
import { colourLevel, createStyle } from '../terminal/style.ts';
import { isUtf8Locale, symbolsFor } from '../terminal/symbols.ts';
import type { Host, Output } from './host.ts';

/** A narrower terminal wraps our lines itself; breaking a sentence at every word would be worse. */
const NARROWEST = 40;

/** What a text for one of the host's streams is written for. */
export function pageOf({ env, platform }: Host, { isTerminal, columns, colourDepth }: Output): Page {
  return {
    columns: Math.max(NARROWEST, columns ?? DEFAULT_COLUMNS),
    style: createStyle(colourLevel({ env, isTerminal, depth: colourDepth })),
    // Windows has no such variables, and its terminals know these symbols.
    symbols: symbolsFor({ utf8: platform === 'win32' || isUtf8Locale(env) }),
  };
}
