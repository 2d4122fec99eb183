const SHOWN = 3;

/** The first few of some names in a sentence: `a, b, c and 4 more`. `count`: how many there are, where not all were kept. */
export function someOf(names: Iterable<string>, count?: number): string {
  const all = [...names];
  const more = (count ?? all.length) - SHOWN;
  return `${all.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}`;
}
