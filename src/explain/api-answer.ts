import { readStatus } from './status-text.ts';
import type { Symptom } from './symptom.ts';

/** An answer other than 2xx, whoever was given it. */
export interface ApiAnswer {
  readonly code: number | undefined;
  /** The Status' message, or the body as it stands. */
  readonly message: string;
  /** What the gateway did: `list failed, kind: Endpoints, reason: Forbidden`; undefined for kubectl and a bare Status. */
  readonly request: string | undefined;
  readonly step: 'list' | 'watch' | undefined;
  readonly isOfSlices: boolean;
}

/** HTTP's reason phrases as API servers and balancers write them, and their codes. */
const PHRASES: Readonly<Record<string, number>> = {
  'Bad Request': 400,
  Unauthorized: 401,
  Forbidden: 403,
  'Not Found': 404,
  Gone: 410,
  'Unprocessable Entity': 422,
  'Too Many Requests': 429,
  'Internal Server Error': 500,
  'Bad Gateway': 502,
  'Service Unavailable': 503,
  'Gateway Timeout': 504,
};

/** Undefined for what is no answer of a server. */
export function apiAnswerOf(symptom: Symptom): ApiAnswer | undefined {
  if (symptom.kind === 'status') {
    const { code, message } = symptom;
    return { code, message, request: undefined, step: undefined, isOfSlices: /\bendpointslices\b/.test(message) };
  }
  if (symptom.kind !== 'request-failed') return undefined;
  const { step, resource, reason, message } = symptom;
  const status = readStatus(message);
  const code = PHRASES[reason] ?? status?.code;
  // An event of type ERROR is an answer, too; other bodies that were not expected are none.
  if (code === undefined || (reason === 'UnexpectedBody' && status === undefined)) return undefined;
  return {
    code,
    message: status?.message ?? message.trim(),
    request: `${step} failed, kind: ${resource}, reason: ${reason}`,
    step,
    isOfSlices: resource === 'EndpointSlice',
  };
}

/** The answers of one code, for a pattern. */
export function answersOf(...codes: readonly number[]): (symptom: Symptom) => ApiAnswer | undefined {
  return (symptom) => {
    const answer = apiAnswerOf(symptom);
    return answer?.code !== undefined && codes.includes(answer.code) ? answer : undefined;
  };
}

/** As a line of a report: the request, and what was answered unless the request's reason says as much. */
export function answerText({ request, message, code }: ApiAnswer): string {
  if (request === undefined) return message === '' ? `the API server answers ${code}` : message;
  return message === '' || request.endsWith(`: ${message}`) ? request : `${request}: ${message}`;
}
