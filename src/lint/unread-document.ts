import type { LintDocument } from './document.ts';
import type { InputProblem } from './input/input-problem.ts';

/** Stands for a file that could not be read as text, so that the report names it; there is nothing in it to judge. */
export function unreadDocument({ path }: InputProblem): LintDocument {
  return {
    file: { path, text: '', named: false },
    number: 1,
    kind: 'other',
    title: 'not text',
    config: undefined,
    objects: () => ({ objects: [], problems: [] }),
    root: undefined,
    malformed: undefined,
    inFile: (position) => position,
    indent: undefined,
  };
}
