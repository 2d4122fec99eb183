import { UserError } from '../findings/user-error.ts';
import type { Place } from '../findings/user-error.ts';
import { maskTokens } from './mask-tokens.ts';

/**
 * Reads the URL of an API server. Without a scheme it is https; a path stays, as Rancher serves its clusters under one.
 * Throws a {@link UserError} naming `origin` (`--server`) for another scheme, a user name or password, a query, a token in its place, or no URL
 * at all.
 */
export function parseServerUrl(text: string, origin: string, place?: Place): URL {
  const hint = 'write https://host:port, or http://127.0.0.1:8001 for a kubectl proxy';
  return parseHttpUrl(text, { origin, server: 'an API server', scheme: 'https', hint, place });
}

/** Which server a URL is to name, and what to say of one that does not. */
export interface UrlWish {
  /** Where the text comes from: `--server`. */
  readonly origin: string;
  /** Such as `an API server`. */
  readonly server: string;
  /** Where the text has none. */
  readonly scheme: 'http' | 'https';
  /** What to write instead. */
  readonly hint: string;
  readonly place?: Place | undefined;
}

/** Reads the URL of a server that takes no credentials in it. Throws a {@link UserError} as {@link parseServerUrl} does. */
export function parseHttpUrl(text: string, { origin, server, scheme, hint, place }: UrlWish): URL {
  const details = { hint, ...(place === undefined ? {} : { place }) };
  // Whoever resolves the name of a host would see the token, too.
  if (maskTokens(text) !== text) throw new UserError(`${origin}: a token stands where the URL of a server is due`, details);
  const candidate = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`;
  // The text may hold a password, so it is shown only where it holds no @.
  const shown = text.includes('@') ? 'it' : JSON.stringify(text);
  if (text.trim() === '' || !URL.canParse(candidate))
    throw new UserError(`${origin}: ${shown} is not the URL of a server`, details);
  const url = new URL(candidate);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new UserError(`${origin}: ${shown} is neither http nor https`, details);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UserError(`${origin}: ${server} takes no user name or password in its URL`, details);
  }
  if (url.search !== '' || url.hash !== '')
    throw new UserError(`${origin}: ${shown} has more than scheme, host, port and path`, details);
  return url;
}
