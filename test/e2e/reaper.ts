import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What outlives the test run to clean up after it. */
export interface Reaper {
  started(pid: number): void;
  ended(pid: number): void;
  /** Ends every process still known, removes the directory, and resolves when both are done. Safe to call twice. */
  reap(): Promise<void>;
}

/** Starts a process that cleans up when {@link Reaper.reap} is called or this process is gone, for whatever reason. */
export function startReaper(directory: string): Reaper {
  const script = fileURLToPath(new URL('reaper.mjs', import.meta.url));
  // detached: Ctrl-C reaches the whole process group of the terminal, and the reaper has to survive it.
  const child = spawn(process.execPath, [script, directory], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  return {
    started: (pid) => void child.stdin.write(`started ${pid}\n`),
    ended: (pid) => void (child.stdin.writable && child.stdin.write(`ended ${pid}\n`)),
    reap: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
