import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import process from 'node:process';
import { addAbortSignal } from 'node:stream';
import { UserError } from '../findings/user-error.ts';
import { systemClock } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { boundedText, firstBytes, firstLine, LARGEST_TEXT } from './bounded-text.ts';
import { ReaderGone, Interrupted } from './interruption.ts';
import { nodeFiles } from './node-files.ts';
import type { HostFiles } from './node-files.ts';
import { openFile } from './open-file.ts';
import type { OpenFile } from './open-file.ts';

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
  /** Of Node: `20.19.0`. */
  readonly nodeVersion: string;
  /** The answer. */
  readonly stdout: Output;
  /** The conversation: progress, warnings, hints. */
  readonly stderr: Output;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Aborts with an {@link Interrupted}, a {@link ReaderGone}, or the {@link UserError} of an answer that cannot be written. */
  readonly signal: AbortSignal;
  /**
   * Answers what `work` does, which may take seconds and gives nothing else a turn. A SIGINT or SIGTERM meanwhile ends the process at
   * once, as {@link signal} would abort only afterwards: so `work` must leave nothing behind. Throws the reason of an abort before it.
   */
  readonly compute: <T>(work: () => T) => T;
  /**
   * The file's text, its path relative to the working directory; rejects as node:fs does, and for more than `atMost` bytes, which is
   * {@link LARGEST_TEXT} by default.
   */
  readonly readFile: (path: string, options?: { readonly atMost: number }) => Promise<string>;
  /** Opens a file that is read piece by piece; whoever opens one closes it. Rejects as node:fs does. */
  readonly openFile: (path: string) => Promise<OpenFile>;
  /** The bytes of stdin: all, or the first `atMost`. Rejects with the signal's reason when {@link signal} aborts first. */
  readonly readStdin: (options: { readonly atMost: number }) => Promise<Uint8Array>;
  /** The bytes of stdin as they come. Rejects with the signal's reason when {@link signal} aborts first. */
  readonly streamStdin: () => AsyncIterable<Uint8Array>;
  /** Whether a person can answer a question there. */
  readonly stdinIsTerminal: boolean;
  /** The next line of stdin without its end; undefined at the end of stdin. Rejects with the signal's reason when {@link signal} aborts first. */
  readonly readLine: () => Promise<string | undefined>;
  readonly files: HostFiles;
}

/** This process. Call it once: it takes over SIGINT, SIGTERM and the errors of stdout and stderr. */
export function processHost(): Host {
  const { env, stdin, stdout, stderr, platform } = process;
  const abort = new AbortController();
  // Every request under way listens to it. Node takes more than ten for a leak and would say so on stderr.
  setMaxListeners(0, abort.signal);
  const onSignal = (name: 'SIGINT' | 'SIGTERM'): void => {
    if (abort.signal.aborted) dieOf(name);
    abort.abort(new Interrupted(name));
    setTimeout(() => dieOf(name), GRACE_MS).unref();
  };
  // Not once(): ora's own listener would find itself alone then, and end the process before anything is cleaned up.
  for (const name of SIGNALS) process.on(name, onSignal);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our output has had enough (`| head`); what is written from now on is lost, in silence.
    const isGone = error.code === 'EPIPE';
    abort.abort(isGone ? new ReaderGone() : new UserError(`cannot write the answer: ${error.message}`, { cause: error }));
  });
  // Where the conversation cannot be written, there is nobody to tell.
  stderr.on('error', () => {});
  const { signal } = abort;
  const files = nodeFiles('.');
  return {
    env,
    homeDir: homedir(),
    platform,
    nodeVersion: process.versions.node,
    stdout: outputOf(stdout),
    stderr: outputOf(stderr),
    clock: systemClock,
    random: Math.random,
    signal,
    compute: (work) => {
      signal.throwIfAborted();
      for (const name of SIGNALS) process.off(name, onSignal);
      try {
        return work();
      } finally {
        for (const name of SIGNALS) process.on(name, onSignal);
      }
    },
    readFile: async (path, { atMost } = { atMost: LARGEST_TEXT }) =>
      boundedText(await files.read(path, { atMost: atMost + 1 }), atMost),
    openFile,
    readStdin: async ({ atMost }) => {
      try {
        return await firstBytes(addAbortSignal(signal, stdin), atMost);
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      }
    },
    async *streamStdin() {
      try {
        // Streams give their chunks as `any`; one without an encoding gives bytes.
        yield* addAbortSignal(signal, stdin) as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      }
    },
    // Undefined, not false, where stdin is no terminal.
    stdinIsTerminal: Boolean(stdin.isTTY),
    readLine: () => firstLine(stdin, signal),
    files,
  };
}

/** The words after the program's name. */
export function processArguments(): readonly string[] {
  return process.argv.slice(2);
}

/** Ends the process with this code once the answer is written. What then still runs, such as a plugin that hangs, is left to itself. */
export function endProcess(code: number): void {
  process.exitCode = code;
  process.stdout.write('', () => setTimeout(() => process.exit(), GRACE_MS).unref());
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How long what is under way may take to end by itself, in milliseconds. */
const GRACE_MS = 500;

/** Not process.exit(), which waits for reads under way, and that of a named pipe may never end. Shells see 130 or 143 all the same. */
function dieOf(name: 'SIGINT' | 'SIGTERM'): void {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
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
