import { posix } from 'node:path';
import type { FileSystem } from './file-system.ts';
import { directoriesUnder, kindOf, namesIn } from './walk.ts';

/** Whether a path of the command line may be a pattern. */
export function isPattern(path: string): boolean {
  return /[*?]|\{[^{}]*,[^{}]*\}/.test(path);
}

/**
 * The files and directories that match a pattern: `*` and `?` for characters of one name, `**` for directories at any depth, `{a,b}`
 * for either. A name that begins with a dot only matches where the pattern writes the dot. Some may come several times.
 */
export async function* pathsMatching(pattern: string, files: FileSystem): AsyncGenerator<string> {
  const root = pattern.startsWith('/') ? '/' : '.';
  for (const plain of withoutBraces(pattern)) {
    const segments = plain.split('/').filter((segment) => segment !== '' && segment !== '.');
    yield* below(root, segments, files);
  }
}

async function* below(path: string, segments: readonly string[], files: FileSystem): AsyncGenerator<string> {
  const [segment, ...rest] = segments;
  // A directory that matches stands for all that is in it.
  if (segment === undefined || (segment === '**' && rest.length === 0)) {
    yield path;
  } else if (segment === '**') {
    for await (const directory of directoriesUnder(path, files)) yield* below(directory, rest, files);
  } else if (isPattern(segment)) {
    const names = (await namesIn(path, files)).filter((name) => matchesName(name, segment));
    for (const name of names) yield* within(posix.join(path, name), rest, files);
  } else {
    yield* within(posix.join(path, segment), rest, files);
  }
}

/** Goes on where there is something, and a directory where more is to come. */
async function* within(path: string, rest: readonly string[], files: FileSystem): AsyncGenerator<string> {
  const kind = await kindOf(path, files);
  if (kind === 'directory' || (kind !== undefined && rest.length === 0)) yield* below(path, rest, files);
}

/** Every choice of `{a,b}` written out, nested ones too. */
export function withoutBraces(pattern: string): readonly string[] {
  const [whole, choices] = /\{([^{}]*,[^{}]*)\}/.exec(pattern) ?? [];
  if (whole === undefined || choices === undefined) return [pattern];
  return choices.split(',').flatMap((choice) => withoutBraces(pattern.replace(whole, () => choice)));
}

/**
 * Whether a name matches one segment of a pattern without braces. Not by a regular expression, which tries every way to share a name
 * among the stars.
 */
export function matchesName(name: string, segment: string): boolean {
  if (name.startsWith('.') && !segment.startsWith('.')) return false;
  const [head = '', ...rest] = segment.split('*');
  const tail = rest.pop();
  if (tail === undefined) return name.length === head.length && fitsAt(name, head, 0);
  let offset = head.length;
  // What stands between two stars is best found as early as possible.
  for (const piece of rest) {
    while (offset + piece.length <= name.length && !fitsAt(name, piece, offset)) offset += 1;
    offset += piece.length;
  }
  const tailOffset = name.length - tail.length;
  return offset <= tailOffset && fitsAt(name, head, 0) && fitsAt(name, tail, tailOffset);
}

function fitsAt(name: string, piece: string, offset: number): boolean {
  return piece.split('').every((character, index) => character === '?' || character === name[offset + index]);
}
