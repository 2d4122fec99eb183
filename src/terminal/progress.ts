import ora from 'ora';

/** A line on stderr that says how far something long has come. */
export interface Progress {
  update(text: string): void;
  /** Takes the line away. Safe to call twice. */
  stop(): void;
}

export interface ProgressOptions {
  readonly stream: NodeJS.WritableStream;
  readonly isTerminal: boolean;
  /** Whether a pipe gets a line now and then, instead of nothing. */
  readonly verbose: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** On a pipe, a line at most so often. */
const LINE_EVERY_MS = 10_000;

/** Starts with nothing shown; the first update brings the line up. */
export function startProgress(options: ProgressOptions): Progress {
  return options.isTerminal ? spinner(options) : options.verbose ? lines(options) : { update: () => {}, stop: () => {} };
}

function spinner({ stream }: ProgressOptions): Progress {
  // discardStdin would put the terminal into raw mode and take Ctrl-C away from us; a hidden cursor would stay so where a signal ends the
  // process at once.
  const shown = ora({ stream, isEnabled: true, discardStdin: false, hideCursor: false, color: false });
  return {
    update(text) {
      shown.text = text;
      if (!shown.isSpinning) shown.start();
    },
    stop: () => void shown.stop(),
  };
}

function lines({ stream, now }: ProgressOptions): Progress {
  let last = now();
  return {
    update(text) {
      if (now() - last < LINE_EVERY_MS) return;
      last = now();
      stream.write(`${text}\n`);
    },
    stop: () => {},
  };
}
