import type { Problem } from '../../src/apisix/problem.ts';

/** All of a problem in one line: `C01 4:13 message → hint`, with `---` where it has no row in the catalogue. */
export function problemLine({ id = '---', position, message, hint }: Problem): string {
  return `${id} ${position.line}:${position.column} ${message}${hint === undefined ? '' : ` → ${hint}`}`;
}
