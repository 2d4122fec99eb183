import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import { systemClock } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { EXIT } from './exit-code.ts';
import { ReaderGone, Interrupted } from './interruption.ts';

/** One of the two streams that a command writes to. */
export interface Output {
  readonly stream: NodeJS.WritableStream;
  readonly isTerminal: boolean;
  /** Undefined where nothing says how wide it is, as on a pipe, and on a terminal in a container until it is told its size. */
  readonly columns: number | undefined;
  /** Bits of colour: 1, 4, 8 or 24. */
  readonly colourDepth: number;
}

/** The machine and the terminal around a command. Everything a command learns or does outside itself goes through here. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  /** `process.platform`. */
  readonly platform: string;
  /** The answer. */
  readonly stdout: Output;
  /** The conversation: progress, warnings, hints. */
  readonly stderr: Output;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Aborts with an {@link Interrupted} or {@link ReaderGone}. */
  readonly signal: AbortSignal;
  /** The file's text, its path relative to the working directory; rejects as node:fs does. */
  readonly readFile: (path: string) => Promise<string>;
  /** All of stdin as text. Rejects with the signal's reason when {@link signal} aborts first. */
  readonly readStdin: () => Promise<string>;
}

/** This process. Call it once: it takes over SIGINT, SIGTERM and the errors of stdout. */
export function processHost(): Host {
  const { env, stdin, stdout, stderr, platform } = process;
  const abort = new AbortController();
  for (const [name, code] of [
    ['SIGINT', EXIT.sigint],
    ['SIGTERM', EXIT.sigterm],
  ] as const) {
    // Not once(): ora's own listener would find itself alone then, and end the process before anything is cleaned up.
    process.on(name, () => {
      if (abort.signal.aborted) process.exit(code);
      abort.abort(new Interrupted(name));
    });
  }
  // Whoever read our output has had enough (`| head`); what is written from now on is lost, in silence.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    abort.abort(new ReaderGone());
  });
  const { signal } = abort;
  return {
    env,
    homeDir: homedir(),
    platform,
    stdout: outputOf(stdout),
    stderr: outputOf(stderr),
    clock: systemClock,
    random: Math.random,
    signal,
    readFile: (path) => readFile(resolve(path), 'utf8'),
    readStdin: async () => {
      try {
        return await text(addAbortSignal(signal, stdin));
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      }
    },
  };
}

/** The words after the program's name. */
export function processArguments(): readonly string[] {
  return process.argv.slice(2);
}

/** Sets the code that the process ends with, once nothing is left to do. */
export function setExitCode(code: number): void {
  process.exitCode = code;
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    stream,
    isTerminal: stream.isTTY,
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : undefined;
    },
    colourDepth: stream.isTTY ? stream.getColorDepth() : 1,
  };
}
