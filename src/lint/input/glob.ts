import { posix } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
import { hasBraces, withoutBraces } from './braces.ts';
import type { FileSystem } from './file-system.ts';
import { directoriesIn, kindOf, namesIn } from './walk.ts';

/** Whether a path of the command line may be a pattern. */
export function isPattern(path: string): boolean {
  return /[*?]/.test(path) || hasBraces(path);
}

/**
 * The files and directories that match a pattern: `*` and `?` for characters of one name, `**` for directories at any depth, `{a,b}`
 * for either. A name that begins with a dot only matches where the pattern writes the dot. Some may come several times. Throws a
 * {@link UserError} for a pattern that goes up again behind `**`, or has too many choices.
 */
export async function* pathsMatching(pattern: string, files: FileSystem): AsyncGenerator<string> {
  const root = pattern.startsWith('/') ? '/' : '.';
  for (const plain of withoutBraces(pattern)) {
    const segments = plain.split('/').filter((segment) => segment !== '' && segment !== '.');
    const anyDepth = segments.indexOf('**');
    if (anyDepth >= 0 && segments.includes('..', anyDepth)) {
      throw new UserError('a pattern cannot go up with .. behind **', {
        place: { path: pattern },
        hint: 'begin with the directory above: ../**/*.yaml',
      });
    }
    yield* matches(
      root,
      segments.filter((segment, index) => segment !== '**' || segments[index - 1] !== '**'),
      files,
    );
  }
}

/** A path, and how many segments of the pattern have led there. */
interface Step {
  readonly path: string;
  readonly depth: number;
}

async function* matches(root: string, segments: readonly string[], files: FileSystem): AsyncGenerator<string> {
  // What follows from a directory and what is left of the pattern is the same, whichever way led there.
  const seen = new Set<string>();
  const open: Step[] = [{ path: root, depth: 0 }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { path, depth } = step;
    const place = `${depth} ${await files.realPath(path)}`;
    if (seen.has(place)) continue;
    seen.add(place);
    // A directory that matches stands for all that is in it.
    const isWhole = depth === segments.length || (depth === segments.length - 1 && segments[depth] === '**');
    if (isWhole) yield path;
    else for (const next of (await stepsFrom(step, segments, files)).toReversed()) open.push(next);
  }
}

async function stepsFrom({ path, depth }: Step, segments: readonly string[], files: FileSystem): Promise<readonly Step[]> {
  const segment = segments[depth] ?? '';
  if (segment === '**') {
    const deeper = await directoriesIn(path, files);
    return [{ path, depth: depth + 1 }, ...deeper.map((inner) => ({ path: inner, depth }))];
  }
  const names = isPattern(segment) ? (await namesIn(path, files)).filter((name) => matchesName(name, segment)) : [segment];
  const steps: Step[] = [];
  for (const name of names) {
    const next = { path: posix.join(path, name), depth: depth + 1 };
    const kind = await kindOf(next.path, files);
    // Only a directory leads further.
    if (kind === 'directory' || (kind !== undefined && next.depth === segments.length)) steps.push(next);
  }
  return steps;
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
