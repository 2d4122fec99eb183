import type { Page } from '../../src/terminal/page.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';

/** A page without colours. */
export function plainPage({ columns = 80, utf8 = true }: { readonly columns?: number; readonly utf8?: boolean } = {}): Page {
  return { columns, style: createStyle(0), symbols: symbolsFor({ utf8 }) };
}
