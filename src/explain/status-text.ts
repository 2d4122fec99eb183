/** What a Status object says, as far as its text is there. */
export interface StatusText {
  readonly code: number | undefined;
  readonly message: string;
}

/**
 * Reads a Status object out of a body that a log may have cut, or have put quotes around: only its own fields, which no other object of
 * Kubernetes has side by side. Undefined for another text.
 */
export function readStatus(body: string): StatusText | undefined {
  if (!/"kind":\s*"Status"/.test(body)) return undefined;
  const [, message] = /"message":\s*"((?:[^"\\]|\\.)*)/.exec(body) ?? [];
  const [, code] = /"code":\s*(\d{3})\b/.exec(body) ?? [];
  if (message === undefined && code === undefined) return undefined;
  return { code: code === undefined ? codeOfReason(body) : Number(code), message: unescaped(message ?? '') };
}

const REASONS: Readonly<Record<string, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  Gone: 410,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  ServerTimeout: 504,
  Timeout: 504,
};

/** The code that goes with a Status' reason (apimachinery/pkg/apis/meta/v1/types.go); undefined for one that is not known. */
export function codeOf(reason: string): number | undefined {
  return REASONS[reason];
}

function codeOfReason(body: string): number | undefined {
  return codeOf(/"reason":\s*"(\w+)"/.exec(body)?.[1] ?? '');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replaceAll(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}
