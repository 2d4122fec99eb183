import type { Problem } from '../problem.ts';

/** How many bytes of the end the gateway looks at (core/config_yaml.lua). */
const TAIL = 10;

/**
 * Why the gateway does not take an apisix.yaml as complete; undefined where `#END` stands at its end, with nothing but a little white
 * space behind. The same in all releases.
 */
export function missingEndMark(text: string): Problem | undefined {
  // No character takes less than a byte.
  const tail = new TextDecoder().decode(new TextEncoder().encode(text.slice(-TAIL)).slice(-TAIL));
  if (/#END[ \t\n\v\f\r]*$/.test(tail)) return undefined;
  const written = text.trimEnd();
  const lines = written.split('\n');
  const last = lines.at(-1) ?? '';
  return {
    message: `The gateway does not read this file: ${whyNone(last, text.length - written.length)}`,
    hint: 'End the file with a line #END',
    position: { line: lines.length, column: 1 },
    id: 'W12',
  };
}

function whyNone(last: string, blanks: number): string {
  if (last.endsWith('#END')) return `${blanks} blanks and line ends follow #END, of which it allows ${TAIL - '#END'.length}`;
  if (/^\s*#.*\bEND\s*$/i.test(last)) return 'its end mark must be #END, without a blank and in capitals';
  return last.includes('#END') ? 'something follows the end mark #END' : 'the end mark #END is missing';
}
