/** Header values as Node gives them, lower-case names. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The texts of `Warning: 299 - "text"` headers, unquoted (RFC 9111 §5.5 as Kubernetes uses it: several may share one line).
 * Other codes and malformed values are left out.
 */
export function parseWarnings(header: string | readonly string[] | undefined): readonly string[] {
  const value = [header ?? []].flat().join(', ');
  return [...value.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, quoted = '']) => quoted.replace(/\\(.)/g, '$1'));
}

/**
 * Milliseconds to wait by Retry-After, given in seconds or as a date (RFC 9110 §10.2.3); never negative. A date counts from the
 * answer's own Date where there is one, so that a wrong clock on this side does no harm. Absent or malformed: undefined.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = firstValue(headers['retry-after'])?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  return Math.max(0, until - (sentAt(headers) ?? now));
}

/** By the server's clock, when it answered, in milliseconds since 1970 and to the second (Date); undefined where it does not say. */
export function sentAt(headers: Headers): number | undefined {
  const sent = Date.parse(firstValue(headers['date']) ?? '');
  return Number.isNaN(sent) ? undefined : sent;
}

/** The media type in lower case, without parameters: `application/json`. Absent: an empty string. */
export function mediaType(headers: Headers): string {
  return (firstValue(headers['content-type']) ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** A header's one value, the first where there are several. */
export function firstValue(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
