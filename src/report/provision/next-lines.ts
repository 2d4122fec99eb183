import { printable, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

/** Something to do next: in words, or a command to be pasted. */
export interface NextStep {
  readonly kind: 'words' | 'command';
  readonly text: string;
}

const NEXT = 'Next: ';

/** What to do next, each step in a line of its own. A command is not broken. */
export function nextLines(steps: readonly NextStep[], page: Page): string[] {
  const lines = steps.flatMap(({ kind, text }) =>
    kind === 'command' ? [`${' '.repeat(NEXT.length)}${printable(text)}`] : wrap(printable(text), NEXT.length, page),
  );
  return lines.map((line, at) => (at === 0 ? `${NEXT}${line.slice(NEXT.length)}` : line));
}
