import type { LintFile } from './document.ts';
import { secretAssignments } from './masking/assignments.ts';
import { commentWords } from './masking/comment-words.ts';
import { secretMembers } from './masking/json-members.ts';
import type { Piece } from './masking/piece.ts';
import { secretFields } from './masking/secret-fields.ts';
import { secretShapes } from './masking/secret-shapes.ts';

/** A text inside a text inside a text: the JSON that kubectl keeps in an annotation of a ConfigMap. Deeper ones do not occur. */
const MAX_DEPTH = 3;

/**
 * The text of a file, or a piece of one, with stars in place of every character of a secret, so that lines keep their width: tokens,
 * passwords and keys by the name they stand under, the data of Secrets, passwords in URLs, and whatever looks like a JWT or PEM, in
 * base64 too, in comments and over several lines. References such as `${TOKEN}` and paths stay. Rather too much than too little is
 * hidden where a text is no valid YAML. Never throws.
 */
export function mask(text: string): string {
  return covered(text, secretsIn(text, 0));
}

/** A sentence, which is no YAML, with stars in place of what looks like a secret wherever it stands, and of secrets in JSON that it quotes. */
export function maskShapes(text: string): string {
  return covered(text, [...secretShapes(text), ...secretMembers(text)]);
}

const masked = new WeakMap<LintFile, string>();

/** A file's text, secrets masked. It is masked once, and when first asked for: that takes longer than to read the file. */
export function maskedText(file: LintFile): string {
  const text = masked.get(file) ?? mask(file.text);
  masked.set(file, text);
  return text;
}

/** The lines of a file, secrets masked, without their ends: 1-based line → text; undefined behind the last one. Masks when first asked. */
export function maskedLines(file: LintFile): (line: number) => string | undefined {
  let lines: readonly string[] | undefined;
  return (line) => {
    lines ??= maskedText(file)
      .replace(/^\uFEFF/, '')
      .split('\n');
    return lines[line - 1]?.replace(/\r$/, '');
  };
}

function covered(text: string, pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const piece of pieces.toSorted((left, right) => left.start - right.start)) {
    if (piece.end <= end) continue;
    parts.push(text.slice(end, Math.max(end, piece.start)), stars(text.slice(Math.max(end, piece.start), piece.end)));
    end = piece.end;
  }
  parts.push(text.slice(end));
  return parts.join('');
}

function secretsIn(text: string, depth: number): readonly Piece[] {
  const { secrets, texts } = secretFields(text);
  const inside = depth === MAX_DEPTH ? [] : texts;
  return [
    ...secrets,
    ...secretShapes(text),
    ...secretAssignments(text),
    ...commentWords(text),
    ...inside.flatMap((inner) =>
      secretsIn(inner.text, depth + 1).map(({ start, end }) => ({ start: inner.outside(start), end: inner.outside(end) })),
    ),
  ];
}

/** Indentation, what ends a line, and the `#` of the further lines of a comment stay. */
function stars(secret: string): string {
  return secret.replaceAll(/\n[ \t]*#?|\S(?:.*\S)?/g, (part) => (part.startsWith('\n') ? part : '*'.repeat(part.length)));
}
