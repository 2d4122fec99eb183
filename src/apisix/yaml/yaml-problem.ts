import type { ErrorCode } from 'yaml';
import type { Position } from '../position.ts';
import type { Problem } from '../problem.ts';

/**
 * The yaml package's errors in words of our own: its messages quote the file, and what they quote may be a token. Codes without a
 * line here have no mend of their own.
 */
const WORDS: Partial<Record<ErrorCode, readonly [message: string, hint: string]>> = {
  BAD_ALIAS: [
    'this reads as an alias (*name), and no such anchor is set before it',
    'Quote the value, or put the real one in place of the mask',
  ],
  BAD_COLLECTION_TYPE: ['the tag does not fit this value', 'Remove the tag'],
  BAD_DIRECTIVE: ['a line that begins with % is neither %YAML 1.1, nor %YAML 1.2, nor %TAG', 'Remove the line'],
  BAD_DQ_ESCAPE: ['this escape does not exist between double quotes', 'Use single quotes: nothing is escaped there'],
  BAD_INDENT: [
    'the indentation fits no line above, or a bracket above is not closed',
    'Indent with spaces, the keys of one map alike',
  ],
  BAD_SCALAR_START: ['a value without quotes cannot start with this character', 'Quote the value'],
  BLOCK_AS_IMPLICIT_KEY: [
    'a map cannot start on the line of its key',
    'Quote a value that holds ": ", or start the map on the next line',
  ],
  BLOCK_IN_FLOW: ['block style inside [ ] or { }', 'Write it as [a, b] or {key: value}'],
  MISSING_CHAR: [
    'a quote, a comma, a colon or a closing bracket is missing',
    'Quotes and brackets come in pairs, and "key: value" has a blank after its colon',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'text over several lines where a "key: value" is expected',
    'Put the colon after the key, or indent text that continues a value',
  ],
  TAB_AS_INDENT: ['a tab stands where only spaces may', 'Indent with spaces, also where the rest of the line is empty'],
  TAG_RESOLVE_FAILED: ['the value does not fit its tag', 'Remove the tag'],
  UNEXPECTED_TOKEN: [
    'something stands here that YAML does not expect',
    'JSON-style commas and stray brackets are the usual cause',
  ],
};

/** What is wrong with the YAML at this offset of the text, which is at `position`; `C34` in the catalogue. */
export function yamlProblem(
  code: ErrorCode,
  { text, offset, position }: { readonly text: string; readonly offset: number; readonly position: Position },
): Problem {
  const [message, hint] = WORDS[code] ?? [
    'this is not valid YAML',
    "Compare the lines around with the gateway's sample config.yaml",
  ];
  const quoted = quotedReference(text, offset);
  return {
    message: `Cannot read YAML: ${message}`,
    hint: quoted === undefined ? hint : `Quote it: ${quoted}`,
    position,
    id: 'C34',
  };
}

/** In `{port: ${PORT}}` the inner brace begins a map. A port takes single braces alone: others make a number of it (C06). */
function quotedReference(text: string, offset: number): string | undefined {
  REFERENCE.lastIndex = offset - 1;
  const [start, name] = REFERENCE.exec(text) ?? [];
  if (start === undefined) return undefined;
  const isPort = /\bport["']?:[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset - 1));
  return start.startsWith('${{') && !isPort ? `"\${{${name}}}"` : `"\${${name}}"`;
}

/** `${VAR}` or `${{VAR}}`; no default, which may be a token. */
const REFERENCE = /\$(?=\{\w+\}|\{\{[ \t]*\w+[ \t]*\}\})\{+[ \t]*(\w+)/y;
