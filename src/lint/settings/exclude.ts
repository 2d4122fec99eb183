import { posix } from 'node:path';
import { withoutBraces } from '../input/braces.ts';
import { matchesName } from '../input/glob.ts';

/**
 * Whether a path is left out by the patterns of a settings file at `settingsPath`; both paths are relative to the working directory. A
 * pattern without a slash is the name of a file or directory anywhere, one with a slash a path from the settings file on. What is in a
 * directory that is left out is left out too. Throws a UserError for a pattern with too many choices in braces.
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
function segmentsMatcher(segments: readonly string[]): Matcher {
  return (names) => {
    // How many names the segments so far may have taken, fewest first: not one way after the other, of which `**` makes too many.
    let taken: readonly number[] = [0];
    for (const segment of segments) {
      if (segment === '**') {
        // A directory at any depth, the directory of the settings file itself included.
        const [fewest = names.length] = taken;
        taken = names.flatMap((_name, depth) => (depth < fewest ? [] : [depth]));
      } else {
        taken = taken.flatMap((depth) => {
          const name = names[depth];
          return name !== undefined && matchesName(name, segment) ? [depth + 1] : [];
        });
      }
    }
    return taken.length > 0;
  };
}
