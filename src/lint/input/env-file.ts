/** What an env file says, or the first line that is none of it. */
export type EnvFile =
  | { readonly ok: true; readonly variables: ReadonlyMap<string, string> }
  /** `line` is 1-based; the message holds no value, which may be a secret. */
  | { readonly ok: false; readonly line: number; readonly message: string };

/**
 * Reads an env file as Compose does: `KEY=VALUE` a line, `export` before it, blank lines and `#` comments. A value may stand in single
 * quotes, taken as it is, or in double quotes with `\n`, `\r`, `\t`, `\"`, `\\` and `\$`, over several lines in both; else it ends before
 * ` #` and its ends are trimmed. Nothing is expanded: `$A` stays. Of a name that comes twice the last counts.
 */
export function parseEnvFile(text: string): EnvFile {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const variables = new Map<string, string>();
  let start = 0;
  while (start < source.length) {
    const entry = entryAt(source, start);
    if (!entry.ok) return { ok: false, line: source.slice(0, start).split('\n').length, message: entry.message };
    if (entry.variable !== undefined) variables.set(...entry.variable);
    start = entry.end + 1;
  }
  return { ok: true, variables };
}

type Entry =
  /** `end` is that of its last line. No variable in a blank line or a comment. */
  | { readonly ok: true; readonly end: number; readonly variable?: readonly [name: string, value: string] }
  | { readonly ok: false; readonly message: string };

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*/;

function entryAt(source: string, start: number): Entry {
  const end = lineEnd(source, start);
  const line = source.slice(start, end);
  if (/^\s*(?:#|$)/.test(line)) return { ok: true, end };
  const [assignment = '', name] = ASSIGNMENT.exec(line) ?? [];
  if (name === undefined) return { ok: false, message: 'this is not KEY=VALUE with a key of letters, digits and _' };
  const quote = line[assignment.length];
  if (quote !== '"' && quote !== "'") {
    const value = line.slice(assignment.length).replace(/(?:^|\s)#.*$/, '');
    return { ok: true, end, variable: [name, value.trim()] };
  }
  const opening = start + assignment.length;
  const closing = closingQuote(source, opening);
  if (closing === undefined) return { ok: false, message: `the ${quote} before the value is never closed` };
  const lastEnd = lineEnd(source, closing);
  if (!/^\s*(?:#|$)/.test(source.slice(closing + 1, lastEnd)))
    return { ok: false, message: `something follows the ${quote} behind the value` };
  const value = source.slice(opening + 1, closing);
  return { ok: true, end: lastEnd, variable: [name, quote === '"' ? unescaped(value) : value] };
}

function lineEnd(source: string, start: number): number {
  const end = source.indexOf('\n', start);
  return end < 0 ? source.length : end;
}

/** Where the quote at `opening` closes; undefined where it does not. */
function closingQuote(source: string, opening: number): number | undefined {
  const quote = source[opening];
  for (let index = opening + 1; index < source.length; index++) {
    if (source[index] === quote) return index;
    if (quote === '"' && source[index] === '\\') index++;
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

function unescaped(value: string): string {
  return value.replaceAll(/\\(.)/gs, (whole, letter: string) => ESCAPES[letter] ?? whole);
}
