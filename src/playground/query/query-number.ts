import { badRequest } from '../status/status.ts';

/** An integer of the query, or undefined where it is absent. Anything else, empty text too, throws 400 as a StatusError, in Go's words. */
export function queryInteger(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[-+]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** `resourceVersion` of the query: a number, undefined where it is absent or empty, or what is wrong with it. */
export function queryResourceVersion(query: URLSearchParams): number | undefined | { readonly problem: string } {
  const text = query.get('resourceVersion') ?? '';
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const quoted = JSON.stringify(text);
  return { problem: `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax` };
}
