/** A seeded generator of numbers from 0 up to 1 (mulberry32): the same seed, the same inputs. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What YAML, JSON, `${}` and the linter's own comments are made of, and what breaks them. */
const FRAGMENTS = [
  '\n',
  '  ',
  '\t',
  '\r\n',
  ': ',
  '- ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '#',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!str ',
  '!!int "x"',

  '|\n',
  '>-\n',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '\u0000',
  '\uFEFF',
  '\u2028',
  '\u0085',
  '😀',
  '：',
  '\\',
  '\\u12',
  '? ',
  '~',
  'null',
  'no',

  '${X}',
  '${{X}}',
  '${{X:=1}}',
  '${{',
  '}}',
  '0x1f',
  '1e3',
  '1:30',
  '.inf',
  '-0',
  '6443',
  '"6443"',
  'discovery:',
  'kubernetes:',
  'routes:',

  '#END',
  '# k8s-disco-ignore C24',
  '# k8s-disco-ignore',
  'apiVersion: v1\nkind: ConfigMap\ndata:\n',
  '__proto__:',
  'constructor:',
  'toString: {}',
];

/** A text of `corpus` with a few edits: cut, doubled, moved, replaced by a fragment or by a piece of another text. */
export function mutate(corpus: readonly string[], random: () => number): string {
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[Math.floor(random() * from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  };
  let text = pick(corpus);
  const edits = 1 + Math.floor(random() * 6);
  for (let edit = 0; edit < edits; edit++) {
    const start = Math.floor(random() * (text.length + 1));
    const end = Math.min(text.length, start + Math.floor(random() * 20));
    const [before, piece, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
    const other = pick(corpus);
    const from = Math.floor(random() * other.length);
    const added = pick([
      '',
      piece + piece,
      pick(FRAGMENTS),
      piece + pick(FRAGMENTS),
      [...piece].reverse().join(''),
      other.slice(from, from + 40),
      `${piece}\n${' '.repeat(Math.floor(random() * 8))}`,
    ]);
    text = before + added + after;
  }
  return text;
}
