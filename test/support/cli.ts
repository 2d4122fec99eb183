import { setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import type { Host, Output } from '../../src/cli/host.ts';
import { Interrupted } from '../../src/cli/interruption.ts';
import { nodeFiles } from '../../src/cli/node-files.ts';
import { openFile } from '../../src/cli/open-file.ts';
import { run } from '../../src/cli/run.ts';
import { systemClock } from '../../src/time/clock.ts';

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Makes stdin a terminal on which this line is typed; null: its end, as Ctrl-D makes it. */
  readonly typed?: string | null;
  /** Makes stdout and stderr terminals of this width. */
  readonly columns?: number;
  /** Where relative paths start. */
  readonly cwd?: string;
  /** What is to be otherwise. */
  readonly host?: Partial<Host>;
}

/** What a terminal is sent to clear its line. */
export const CLEAR_LINE = '\u001b[2K';

/** What a command line came to. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs in this process, on the real clock and file system, with a UTF-8 locale and no home. */
export class RunningCli {
  stdout = '';
  stderr = '';
  readonly #abort = new AbortController();
  readonly #code: Promise<number>;

  constructor(argv: readonly string[], { env = {}, stdin = '', typed, columns, cwd = '.', host: changes = {} }: CliOptions = {}) {
    setMaxListeners(0, this.#abort.signal);
    const output = (append: (text: string) => void): Output => ({
      stream: terminal(append),
      isTerminal: columns !== undefined,
      columns,
      colourDepth: 8,
    });
    const host: Host = {
      env: { LANG: 'C.UTF-8', ...env },
      homeDir: '/nonexistent',
      platform: 'linux',
      nodeVersion: '20.19.0',
      stdout: output((text) => (this.stdout += text)),
      stderr: output((text) => (this.stderr += text)),
      clock: systemClock,
      random: () => 0,
      signal: this.#abort.signal,
      compute: (work) => work(),
      readFile: (path) => readFile(resolve(cwd, path), 'utf8'),
      openFile: (path) => openFile(resolve(cwd, path)),
      readStdin: () => Promise.resolve(typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
      async *streamStdin() {
        yield await Promise.resolve(typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin);
      },
      stdinIsTerminal: typed !== undefined,
      readLine: () => Promise.resolve(typed ?? undefined),
      files: nodeFiles(cwd),
      ...changes,
    };
    this.#code = run(argv, host);
  }

  interrupt(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT'): void {
    this.#abort.abort(new Interrupted(signal));
  }

  /** Resolves when the command has ended. */
  async end(): Promise<CliResult> {
    const code = await this.#code;
    return { code, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Runs a command line to its end. */
export function cli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new RunningCli(argv, options).end();
}

/** Keeps what is written, and has the methods of a terminal that a spinner moves the cursor with. */
function terminal(append: (text: string) => void): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      append(text);
      done();
    },
  });
  const move = (): boolean => true;
  const clearLine = (): boolean => {
    append(CLEAR_LINE);
    return true;
  };
  return Object.assign(stream, { cursorTo: move, moveCursor: move, clearLine, isTTY: true });
}
