import { KubeError } from '../../src/kube/kube-error.ts';
import type { KubeErrorDetails } from '../../src/kube/kube-error.ts';
import type { ApiReader, ApiRequest, ApiResponse } from '../../src/kube/transport.ts';

/** What one request is answered with: an error in its place, or a body in chunks that then ends, breaks or stays open. */
export type ScriptedAnswer =
  | KubeError
  | {
      readonly chunks: readonly (string | Uint8Array)[];
      readonly then?: 'end' | 'stay open' | KubeError;
      readonly warnings?: readonly string[];
    };

/** Stands for the token that every request carried. */
export const SECRET = 'sesame-open';

const SERVER = 'https://cluster.test:6443';

/** A transport that gives the same answers whatever is asked, one for each request; further requests stay unanswered. */
export class ScriptedTransport implements ApiReader {
  readonly server = SERVER;
  /** Path and query of each request, the random part of a watch's time-out left out. */
  readonly requests: string[] = [];
  /** Resolves when a request comes for which the script has no answer. */
  readonly exhausted: Promise<void>;
  readonly #answers: readonly ScriptedAnswer[];
  #onExhausted: () => void = () => {};

  constructor(...answers: readonly ScriptedAnswer[]) {
    this.#answers = answers;
    this.exhausted = new Promise((resolve) => (this.#onExhausted = resolve));
  }

  async get({ path, query = {}, signal }: ApiRequest): Promise<ApiResponse> {
    const { timeoutSeconds: _timeout, ...shown } = query;
    const parameters = Object.entries(shown).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
    const answer = this.#answers[this.requests.length];
    this.requests.push(`${path}?${parameters.join('&')}`);
    if (answer === undefined) {
      this.#onExhausted();
      return aborted(signal);
    }
    if (answer instanceof KubeError) throw answer;
    return {
      status: 200,
      headers: {},
      warnings: answer.warnings ?? [],
      body: play(answer, signal),
      redact: (text) => text.replaceAll(SECRET, '[secret]'),
    };
  }

  close(): void {}
}

async function* play(
  { chunks, then = 'end' }: Exclude<ScriptedAnswer, KubeError>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    signal.throwIfAborted();
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  if (then instanceof KubeError) throw then;
  if (then === 'stay open') await aborted(signal);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A failure as the edge would class it. */
export function kubeError(kind: KubeErrorDetails['kind'], details: Partial<KubeErrorDetails> = {}): KubeError {
  return new KubeError(`${SERVER}: ${kind}`, { ...details, kind, server: SERVER });
}
