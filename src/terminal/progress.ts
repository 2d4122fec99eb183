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
  /** Undefined where nothing says how wide the terminal is. */
  readonly columns: number | undefined;
  /** Where no line can be replaced, as on a pipe: at most one in so many milliseconds; undefined: none. */
  readonly lineEveryMs: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Starts with nothing shown; the first update brings the line up. */
export function startProgress({ stream, isTerminal, columns, lineEveryMs, now }: ProgressOptions): Progress {
  // Of a terminal without a width ora would clear lines without end.
  if (isTerminal && columns !== undefined) return spinner(stream);
  return lineEveryMs === undefined ? { update: () => {}, stop: () => {} } : lines({ stream, lineEveryMs, now });
}

function spinner(stream: NodeJS.WritableStream): Progress {
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

function lines({
  stream,
  lineEveryMs,
  now,
}: Pick<ProgressOptions, 'stream' | 'now'> & { readonly lineEveryMs: number }): Progress {
  let last = now();
  return {
    update(text) {
      if (now() - last < lineEveryMs) return;
      last = now();
      stream.write(`${text}\n`);
    },
    stop: () => {},
  };
}
