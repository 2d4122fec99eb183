import { secretPieces } from './piece.ts';
import type { Piece } from './piece.ts';

/**
 * How secrets begin that are known by their look, and what they are made of: JWTs (`eyJ`) and PEM, plain, in base64 and in base64
 * twice; tokens of clouds, Rancher, Vault and code hosts.
 */
const SHAPES: readonly RegExp[] = [
  /(?:eyJ|ZXlK|WlhsS|LS0tLS1CRUdJTi)[\w+/=.-]{8,}/g,
  /(?:k8s-aws-v1\.|ya29\.|hvs\.)[\w.+/=-]{8,}/g,
  /kubeconfig-u[\w-]{0,80}:[\w-]{8,}/g,
  /(?:gh[pousr]_|glpat-)[\w-]{16,}/g,
];

/** The scheme in front tells it from prose, and a word of letters alone is prose too (`Bearer authentication`). */
const CREDENTIALS = /\b(?:Bearer|Basic)[ \t]+((?=[\w.~+/-]*[\d=])[\w.~+/=-]{6,})/gi;

/**
 * The password of `user:password@`, up to the last `@` before a blank, a quote or the next URL; `host:6443/` is none. Its length is
 * bounded: the engine keeps a place to return to for each character.
 */
const URL_PASSWORD = /:\/\/[^\s:/?#@'"]*:(?!\d{1,5}(?:[/?#\s'",]|$))((?:(?!:\/\/)[^\s'"]){1,8192})@/g;

/** The same in quotes, where blanks do not end it. */
const QUOTED_URL_PASSWORD = /(?<=["'])[a-z][a-z\d+.-]{0,20}:\/\/[^\s:/?#@'"]*:(?!\d{1,5}(?:[/?#\s'",]|$))([^"'\n]{1,2048})@/gi;

/** A user that is long and has digits is a token. */
const URL_USER = /(?<=:\/\/)(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[^\s:/?#@'"]{12,}(?=(?::[^\s/@'"]*)?@)/g;

/** `user:password@host` without a scheme; a digest of an image is none. */
const PASSWORD_BEFORE_HOST = /(?<=^|[\s"'[,])[A-Za-z][\w.-]{0,80}:((?!\/\/)[^\s"'@/]{1,200})@(?!sha\d+:)/gm;

const PEM_BEGIN = /-----BEGIN [A-Z\d ]{1,40}-----/g;

/** Far more than any key or certificate has; what has no end so far is damaged. */
const LONGEST_PEM = 20_000;

/** The body behind its header in one line, its line ends written as blanks or `\n`; prose has no word so long. */
const PEM_IN_LINE = /(?=(?:\\[rn]|[ \t])*[A-Za-z\d+/=]{16})[A-Za-z\d+/=]*(?:(?:\\[rn]|[ \t])+[A-Za-z\d+/=]+)*/y;

/** A line that has one word, such as goes on in a wrapped token or a block of base64; also as a comment. */
const LINE_OF_ONE_WORD = /\\?[ \t]*\r?\n[ \t#]*(?!---|\.\.\.)[\w.+/=-]+(?=\\?["']?,?[ \t]*(?:\r?\n|$))/y;

/** What looks like a secret wherever it stands, also in comments and in text that is no YAML. Wrapped lines are followed. */
export function secretShapes(text: string): readonly Piece[] {
  return [
    ...SHAPES.flatMap((shape) => wrappedPieces(text, shape)),
    ...wrappedPieces(text, CREDENTIALS),
    ...[URL_PASSWORD, QUOTED_URL_PASSWORD, PASSWORD_BEFORE_HOST].flatMap((shape) =>
      [...text.matchAll(shape)].flatMap((match) => secretPieces(match[1] ?? '', pieceOf(match, 1).start)),
    ),
    ...[...text.matchAll(URL_USER)].map((match) => pieceOf(match, 0)),
    ...[...text.matchAll(PEM_BEGIN)].map((match) => pemBody(text, match.index + match[0].length)),
  ];
}

function wrappedPieces(text: string, shape: RegExp): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(shape)) {
    // A line that goes on in others may look like a secret of its own; to follow each would take quadratic time.
    if (match.index < end) continue;
    const piece = wrapped(text, pieceOf(match, 0));
    pieces.push(piece);
    ({ end } = piece);
  }
  return pieces;
}

/** What is captured, or else all; `rest` characters of the match follow it. */
function pieceOf({ 0: whole, 1: captured = whole, index }: RegExpExecArray, rest: number): Piece {
  const end = index + whole.length - rest;
  return { start: end - captured.length, end };
}

function wrapped(text: string, { start, end: firstEnd }: Piece): Piece {
  let end = firstEnd;
  for (;;) {
    LINE_OF_ONE_WORD.lastIndex = end;
    if (!LINE_OF_ONE_WORD.test(text)) return { start, end };
    end = LINE_OF_ONE_WORD.lastIndex;
  }
}

function pemBody(text: string, start: number): Piece {
  const [own = ''] = text.slice(start, start + LONGEST_PEM).split('-----BEGIN', 1);
  const length = own.indexOf('-----END');
  if (length >= 0) return { start, end: start + length };
  PEM_IN_LINE.lastIndex = 0;
  return wrapped(text, { start, end: start + (PEM_IN_LINE.exec(own)?.[0].length ?? 0) });
}
