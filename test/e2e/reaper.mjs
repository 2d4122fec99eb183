// Ends the processes whose ids it was told on stdin and removes a directory, once stdin closes: that happens however the test run
// ends, kill -9 included. Plain JavaScript, because it runs as a process of its own.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [, , directory = ''] = process.argv;
/** @type {Set<number>} */
const pids = new Set();

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, pid] = line.split(' ');
  if (verb === 'started') pids.add(Number(pid));
  else pids.delete(Number(pid));
}

for (const pid of pids) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago.
  }
}
// A process that is being killed may still write a file: try again for a second.
rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
