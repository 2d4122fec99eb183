import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

const LISTEN = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));
`;

/**
 * A port of 127.0.0.1 on which packets get lost, as behind a firewall, until the test ends: its process stands still, and connections wait in
 * front of it until it takes no more (Linux, tcp(7), `tcp_abort_on_overflow`).
 */
export async function deafListener(): Promise<number> {
  const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  child.kill('SIGSTOP');
  const waiting = Array.from({ length: 4 }, () => connect({ host: '127.0.0.1', port }));
  onTestFinished(() => waiting.forEach((socket) => socket.destroy()));
  for (const socket of waiting) socket.on('error', () => {});
  // The last ones wait in vain.
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, 'connect')));
  return port;
}
