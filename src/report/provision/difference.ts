import { printable } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

const INDENT = ' '.repeat(4);

/** Lines of a unified diff under their object: what goes in red, what comes in green. */
export function differenceLines(difference: readonly string[], { style }: Page): string[] {
  return difference.map((line) => {
    const colour = line.startsWith('+') ? style.pass : line.startsWith('-') ? style.fail : style.dim;
    return `${INDENT}${colour(printable(line))}`;
  });
}
