import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect as connectTcp, createServer as createTcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, createServer as createTlsServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';
import { listen } from '../support/listen.ts';
import type { ControlPlane } from './control-plane.ts';

/** A TLS server before the API server, with certificates of its own, until the test ends. Resolves to its port on 127.0.0.1. */
export async function tlsFront({ url, caPem }: ControlPlane, options: TlsOptions): Promise<number> {
  const { hostname: host, port } = new URL(url);
  const server = createTlsServer(options, (socket) => join(socket, connect({ host, port: Number(port), ca: caPem })));
  return listen(server.on('tlsClientError', () => {}));
}

/** A proxy for HTTP CONNECT that leads to the API server, whoever is asked for, until the test ends. Resolves to its URL. */
export async function connectProxy({ url }: ControlPlane): Promise<string> {
  const { hostname: host, port } = new URL(url);
  const server = createServer();
  server.on('connect', (_request, socket: Duplex) => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    join(socket, connectTcp({ host, port: Number(port) }));
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** A balancer before these ports of 127.0.0.1, each in turn, until the test ends. Resolves to its port. */
export function balancer(...ports: readonly number[]): Promise<number> {
  let taken = 0;
  return listen(
    createTcpServer((socket) => join(socket, connectTcp({ host: '127.0.0.1', port: ports[taken++ % ports.length] ?? 0 }))),
  );
}

/** A plain HTTP server that is no API server, until the test ends. Resolves to its port. */
export function noApiServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  return listen(createServer(answer));
}

function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.on('error', () => other.destroy()).on('close', () => other.destroy());
  other.on('error', () => one.destroy()).on('close', () => one.destroy());
}
