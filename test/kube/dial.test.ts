import net from 'node:net';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { dial } from '../../src/kube/dial.ts';
import type { Dialled } from '../../src/kube/dial.ts';
import { listen } from '../support/listen.ts';

const { signal } = new AbortController();

/** What comes of a connection to a server that does this to each. */
async function dialled(treat: (socket: Socket) => void, lingerMs?: number): Promise<Dialled> {
  const port = await listen(net.createServer(treat));
  return dial({ host: '127.0.0.1', port, timeoutMs: 2000, signal, ...(lingerMs === undefined ? {} : { lingerMs }) });
}

test('a port that listens is open', async () => {
  expect(await dialled(() => {})).toEqual({ kind: 'open', milliseconds: expect.any(Number) as number });
});

test('one that keeps the connection is open after a while, too', async () => {
  expect(await dialled((socket) => socket.write('220 ready'), 50)).toMatchObject({ kind: 'open' });
});

test.each([
  ['resets', (socket: Socket) => socket.resetAndDestroy()],
  ['ends', (socket: Socket) => socket.end()],
])('one that %s at once has dropped it', async (_, treat) => {
  expect(await dialled(treat, 1000)).toEqual({ kind: 'dropped' });
});

test('a port on which nothing listens refuses', async () => {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await dial({ host: '127.0.0.1', port, timeoutMs: 2000, lingerMs: 100, signal })).toEqual({ kind: 'refused' });
});

test('an abort rejects with its reason', async () => {
  const controller = new AbortController();
  const port = await listen(net.createServer());
  const dialling = dial({ host: '127.0.0.1', port, timeoutMs: 2000, lingerMs: 2000, signal: controller.signal });
  controller.abort(new Error('ctrl-c'));
  await expect(dialling).rejects.toThrow('ctrl-c');
});
