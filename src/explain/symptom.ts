import type { GatewaySymptom } from '../apisix/log-lines/gateway-symptom.ts';

/** An API server's own answer: a Status object, or kubectl's words for one. */
export interface StatusSymptom {
  readonly kind: 'status';
  /** Undefined where the words do not tell. */
  readonly code: number | undefined;
  readonly message: string;
}

/** What kubectl and curl say of a connection that they did not get. */
export interface DialSymptom {
  readonly kind: 'dial-failed';
  /** Undefined where a part of a line does not tell whose it is. */
  readonly program: 'kubectl' | 'curl' | undefined;
  /** `host:port` or a host, where the line names it. */
  readonly target: string | undefined;
  readonly message: string;
}

/** kubectl knows no such kind in this version of an API. */
export interface KindSymptom {
  readonly kind: 'kind-missing';
  readonly name: string;
  readonly version: string;
}

/** `status.error` of a TokenReview, and what an API server logs of a token that it refuses. */
export interface TokenSymptom {
  readonly kind: 'token-refused';
  readonly words: string;
}

/** What a line says that this program understands. */
export type Symptom = GatewaySymptom | StatusSymptom | DialSymptom | KindSymptom | TokenSymptom;
