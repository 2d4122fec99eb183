import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import type { Clock } from '../../time/clock.ts';
import type { Answer } from '../answer.ts';
import type { HttpRequest } from '../api-request.ts';
import type { ServingCertificate } from '../certificates.ts';
import { PROTOBUF, readProtobufObject } from '../protobuf/read-object.ts';
import { sendAnswer } from './send-answer.ts';

/** Where to listen, and who answers. */
export interface HttpServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Absent: plain HTTP. */
  readonly certificate: ServingCertificate | undefined;
  readonly clock: Clock;
  readonly handle: (request: HttpRequest) => Answer;
}

/** A server that listens, until it is closed. */
export interface HttpServer {
  readonly port: number;
  /** For connections to come. Without meaning over plain HTTP. */
  setCertificate(certificate: ServingCertificate): void;
  /** Breaks every open watch in the middle. */
  cutWatches(): void;
  /** Closes the port and breaks every connection. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 180_000;
/** First byte of a TLS record that holds a handshake. */
const TLS_HANDSHAKE = 0x16;
const PLAIN_HTTP_REFUSAL = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n';

/** Listens on 127.0.0.1 and puts answers on sockets. Rejects where the port is taken. */
export async function listen({ port, certificate, clock, handle }: HttpServerOptions): Promise<HttpServer> {
  const sockets = new Set<Socket>();
  const watches = new Set<ServerResponse>();
  const respond: RequestListener = (request, response) => {
    void answerOn(response, request, { clock, handle, watches });
  };
  const https = certificate === undefined ? undefined : createHttpsServer(certificate, respond);
  const inner = https ?? createHttpServer(respond);
  // Node's own 5 s would close connections that a client expects to find again; kube-apiserver keeps them for minutes.
  inner.keepAliveTimeout = KEEP_ALIVE_MS;
  // A broken handshake or request is the client's affair; the socket is closed.
  inner.on('clientError', (_error, socket) => socket.destroy());

  // The first byte tells a client that speaks plain HTTP to the TLS port; Node itself would only hang up.
  const server = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (https === undefined) inner.emit('connection', socket);
    else socket.once('data', (first: Buffer) => handOver(socket, first, () => https.emit('connection', socket)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    // A listening TCP server has an AddressInfo.
    port: (server.address() as AddressInfo).port,
    setCertificate: (next) => https?.setSecureContext(next),
    cutWatches: () => watches.forEach((response) => response.destroy()),
    async close() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function handOver(socket: Socket, first: Buffer, accept: () => void): void {
  if (first[0] !== TLS_HANDSHAKE) {
    socket.end(PLAIN_HTTP_REFUSAL);
    return;
  }
  socket.pause();
  socket.unshift(first);
  accept();
}

async function answerOn(
  response: ServerResponse,
  request: IncomingMessage,
  { clock, handle, watches }: Pick<HttpServerOptions, 'clock' | 'handle'> & { watches: Set<ServerResponse> },
): Promise<void> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  try {
    await new Promise((resolve, reject) => request.once('end', resolve).once('error', reject));
  } catch {
    return;
  }
  const { method = 'GET', url = '/', headers } = request;
  const contentType = headers['content-type']?.split(';')[0]?.trim() ?? '';
  const answer = handle({
    method,
    url,
    authorization: headers.authorization,
    userAgent: headers['user-agent'] ?? '',
    ...impersonationOf(request),
    ...readableBody(contentType, Buffer.concat(chunks)),
  });
  if (answer.delayMs === undefined) return sendAnswer(response, answer, watches);
  const cancel = clock.after(answer.delayMs, () => sendAnswer(response, answer, watches));
  response.once('close', cancel);
}

function impersonationOf({ headersDistinct }: IncomingMessage): Pick<HttpRequest, 'impersonation'> {
  const [user = ''] = headersDistinct['impersonate-user'] ?? [];
  return user === '' ? {} : { impersonation: { user, groups: headersDistinct['impersonate-group'] ?? [] } };
}

/** The body as text. Protobuf becomes JSON; what cannot be read keeps its type, and has no text. */
function readableBody(contentType: string, bytes: Buffer): Pick<HttpRequest, 'contentType' | 'body'> {
  if (contentType !== PROTOBUF) return { contentType, body: bytes.toString() };
  const json = readProtobufObject(bytes);
  return json === undefined ? { contentType, body: '' } : { contentType: 'application/json', body: json };
}
