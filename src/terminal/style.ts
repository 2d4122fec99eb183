import { Chalk } from 'chalk';
import type { ColorSupportLevel } from 'chalk';

/** What colour says here; a word or a symbol beside it always says the same. */
export interface Style {
  readonly pass: (text: string) => string;
  readonly fail: (text: string) => string;
  readonly warn: (text: string) => string;
  /** Evidence and surroundings. */
  readonly dim: (text: string) => string;
  /** The thing a line is about. */
  readonly name: (text: string) => string;
}

export interface ColourSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  /** Bits of colour the terminal shows, as `tty.WriteStream.getColorDepth()` counts them: 1, 4, 8 or 24. */
  readonly depth: number;
}

/**
 * How many colours to use: 0 none, 1 sixteen, 2 256, 3 all. FORCE_COLOR decides before NO_COLOR, as it does for Node itself; then
 * anything but a terminal gets none.
 */
export function colourLevel({ env, isTerminal, depth }: ColourSurroundings): ColorSupportLevel {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forcedLevel(forced);
  if ((env['NO_COLOR'] ?? '') !== '' || !isTerminal) return 0;
  return levelOfDepth(depth);
}

export function createStyle(level: ColorSupportLevel): Style {
  const chalk = new Chalk({ level });
  // One text each: chalk itself would join whatever else map() passes.
  return {
    pass: (text) => chalk.green(text),
    fail: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    dim: (text) => chalk.dim(text),
    name: (text) => chalk.bold(text),
  };
}

function forcedLevel(value: string): ColorSupportLevel {
  switch (value) {
    case '0':
    case 'false':
      return 0;
    case '2':
      return 2;
    case '3':
      return 3;
    default:
      return 1;
  }
}

function levelOfDepth(depth: number): ColorSupportLevel {
  if (depth >= 24) return 3;
  if (depth >= 8) return 2;
  return depth >= 4 ? 1 : 0;
}
