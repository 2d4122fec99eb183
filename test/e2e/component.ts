import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Command } from './assets.ts';
import type { Reaper } from './reaper.ts';

/** From start to readiness it takes 1 to 3 s; a machine that is busy with other things gets much more. */
const READY_WITHIN_MS = 90_000;
const PROBE_EVERY_MS = 50;
const LOG_LINES_SHOWN = 15;

/** One running program of the control plane. */
export interface Component {
  /** Ends it at once, as a crash would, and resolves when it is gone. Safe to call twice. */
  kill(): Promise<void>;
  /** Resolves once `probe` does, to true; rejects with the end of its log when it exits first or takes more than 90 s. */
  ready(probe: () => Promise<boolean>): Promise<void>;
}

export interface ComponentOptions {
  readonly command: Command;
  readonly flags: Readonly<Record<string, string>>;
  /** Gets stdout and stderr; appended to when it exists. */
  readonly logFile: string;
  readonly reaper: Reaper;
}

/** Starts a program with `--name=value` for each flag. */
export function startComponent({ command, flags, logFile, reaper }: ComponentOptions): Component {
  const [file, ...first] = command;
  const log = openSync(logFile, 'a');
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(file, [...first, ...args], { stdio: ['ignore', log, log] });
  closeSync(log);

  let running = true;
  const exited = once(child, 'exit').finally(() => {
    running = false;
    if (child.pid !== undefined) reaper.ended(child.pid);
  });
  // A program that cannot be started is reported by ready(); nobody may be waiting yet.
  exited.catch(() => undefined);
  if (child.pid !== undefined) reaper.started(child.pid);

  return {
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    ready: async (probe) => {
      const deadline = Date.now() + READY_WITHIN_MS;
      while (running && Date.now() < deadline) {
        if (await probe().catch(() => false)) return;
        await sleep(PROBE_EVERY_MS);
      }
      const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN);
      throw new Error(`${command.join(' ')} ${running ? 'is not ready' : 'ended'}; last lines of its log:\n${lines.join('\n')}`);
    },
  };
}
