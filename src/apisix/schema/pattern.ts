import { compilePcre } from '../pcre/pcre.ts';
import type { PcrePattern } from '../pcre/pcre.ts';

const compiled = new Map<string, PcrePattern>();

/**
 * Whether a pattern of a schema is found in the text, as `ngx.re.find(text, pattern, "jo")` finds it: bytes, `$` also before one
 * newline at the end, and blanks are those of ASCII. Throws a RangeError for a pattern that PCRE does not compile.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const found = patternOf(pattern).exec(text);
  return found !== null && found !== 'limit';
}

function patternOf(source: string): PcrePattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const compilation = compilePcre(source);
  if (!compilation.ok) throw new RangeError(`The pattern ${source} does not compile: ${compilation.message}`);
  compiled.set(source, compilation.pattern);
  return compilation.pattern;
}
