import type { Span } from '../apisix/located.ts';
import type { Position } from '../apisix/position.ts';
import type { LineLookup } from './document-lines.ts';

/**
 * Where the text of a value is written that stands in a block (`|`, `>`): from the first character below its mark to the last. Undefined
 * for values in other styles and for empty blocks.
 */
export function blockSpan({ position, end }: Span, lineAt: LineLookup): Span | undefined {
  const mark = lineAt(position.line)?.charAt(position.column - 1);
  if (mark !== '|' && mark !== '>') return undefined;
  let text: { readonly position: Position; end: Position } | undefined;
  for (let line = position.line + 1; line <= (end.column === 1 ? end.line - 1 : end.line); line++) {
    const content = lineAt(line)?.trimEnd() ?? '';
    if (content === '') continue;
    text ??= { position: { line, column: content.search(/\S/) + 1 }, end };
    text.end = { line, column: content.length + 1 };
  }
  return text;
}
