import { posix } from 'node:path';
import { matchesName, withoutBraces } from '../input/glob.ts';

/**
 * Whether a path is left out by the patterns of a settings file at `settingsPath`; both paths are relative to the working directory. A
 * pattern without a slash is the name of a file or directory anywhere, one with a slash a path from the settings file on. What is in a
 * directory that is left out is left out too.
 */
export function excluder(patterns: readonly string[], settingsPath: string): (path: string) => boolean {
  const directory = posix.dirname(settingsPath);
  const matchers = patterns.flatMap(withoutBraces).map((pattern) => {
    const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
    return segmentsMatcher(/\/./.test(pattern) ? segments : ['**', ...segments]);
  });
  return (path) => {
    const names = posix.relative(directory, path).split('/');
    return matchers.some((matches) => matches(names));
  };
}

type Matcher = (names: readonly string[]) => boolean;

/** Whether the names, or the first ones of them, match. */
function segmentsMatcher([segment, ...rest]: readonly string[]): Matcher {
  if (segment === undefined) return () => true;
  const below = segmentsMatcher(rest);
  // A directory at any depth, the directory of the settings file itself included.
  if (segment === '**') return (names) => names.some((_name, depth) => below(names.slice(depth)));
  return ([name, ...others]) => name !== undefined && matchesName(name, segment) && below(others);
}
