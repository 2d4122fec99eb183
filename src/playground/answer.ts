import { StatusError } from './status/status.ts';

/** Where the lines of a watch go. After `end` or `cut` nothing more may be sent. */
export interface WatchSink {
  /** One line, without its newline. */
  line(text: string): void;
  /** Ends the body properly, as after timeoutSeconds. */
  end(): void;
  /** Breaks the connection in the middle. */
  cut(): void;
}

interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** How long the sockets wait before the first byte. */
  readonly delayMs?: number;
  /** Whether the body is cut anywhere, into HTTP chunks of a byte or, where it is long, a few. */
  readonly split?: boolean;
}

/** A stream that `open` feeds until the function it answers is called. */
export interface WatchAnswer extends AnswerHead {
  readonly kind: 'watch';
  readonly open: (sink: WatchSink) => () => void;
}

/** An answer that is there as a whole. */
export interface BodyAnswer extends AnswerHead {
  readonly kind: 'body';
  readonly body: string;
}

/** What a request gets. */
export type Answer = BodyAnswer | WatchAnswer;

const NO_CACHE = { 'cache-control': 'no-cache, private' } as const;
/** The headers of JSON, of a watch too. */
export const JSON_HEADERS = { ...NO_CACHE, 'content-type': 'application/json' } as const;

/** A JSON body. */
export function jsonAnswer(value: unknown, status = 200): BodyAnswer {
  return { kind: 'body', status, headers: JSON_HEADERS, body: `${JSON.stringify(value)}\n` };
}

/** A body in plain text. */
export function textAnswer(text: string, status = 200): BodyAnswer {
  return { kind: 'body', status, headers: { ...NO_CACHE, 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

/** A refusal. */
export function statusAnswer({ status, headers }: StatusError): BodyAnswer {
  const answer = jsonAnswer(status, status.code);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** The same answer with one more header. */
export function withHeader(answer: Answer, name: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}

/** What `respond` answers, or the refusal that it throws. Other errors pass. */
export function answerOrRefusal(respond: () => Answer): Answer {
  try {
    return respond();
  } catch (error) {
    if (error instanceof StatusError) return statusAnswer(error);
    throw error;
  }
}
