import type { ServerResponse } from 'node:http';

import type { Answer } from '../answer.ts';

/** A split text is cut into at most so many pieces, so that a long list still arrives within a second or so. */
const MOST_PIECES = 1000;

/** Puts an answer on the wire. An open watch is in `watches` until it ends; the feed behind it stops when the client goes away. */
export function sendAnswer(response: ServerResponse, answer: Answer, watches: Set<ServerResponse>): void {
  const { write, end } = answer.split === true ? splitWriter(response) : wholeWriter(response);
  if (answer.kind === 'body') {
    const length = answer.split === true ? {} : { 'content-length': Buffer.byteLength(answer.body) };
    response.writeHead(answer.status, { ...answer.headers, ...length });
    write(answer.body);
    end();
    return;
  }
  response.writeHead(answer.status, answer.headers);
  // The client learns at once that its watch stands, before there is any event.
  response.flushHeaders();
  watches.add(response);
  const stop = answer.open({ line: (text) => write(`${text}\n`), end, cut: () => response.destroy() });
  response.once('close', () => {
    watches.delete(response);
    stop();
  });
}

interface Writer {
  readonly write: (text: string) => void;
  readonly end: () => void;
}

function wholeWriter(response: ServerResponse): Writer {
  return { write: (text) => void response.write(text), end: () => void response.end() };
}

/** Sends each piece only after the one before has left, so that no buffer on the way puts them together again. */
function splitWriter(response: ServerResponse): Writer {
  const pieces: Buffer[] = [];
  let isSending = false;
  let isOver = false;
  const send = (): void => {
    const piece = pieces.shift();
    isSending = piece !== undefined && !response.destroyed;
    if (isSending) response.write(piece, () => setImmediate(send));
    else if (isOver) response.end();
  };
  return {
    write(text) {
      const bytes = Buffer.from(text);
      const size = Math.ceil(bytes.length / MOST_PIECES);
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      if (!isSending) send();
    },
    end() {
      isOver = true;
      if (!isSending) response.end();
    },
  };
}
