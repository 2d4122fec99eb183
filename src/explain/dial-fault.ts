/** Why a connection did not come about, as far as the words of a library tell. */
export type DialFault =
  | 'refused'
  | 'timeout'
  | 'no-route'
  | 'dns'
  | 'reset'
  | 'ipv6-host'
  | 'unknown-authority'
  | 'other-name'
  | 'not-valid-now'
  | 'no-such-server-name'
  | 'tls-on-http-port'
  | 'http-on-tls-port'
  | 'tls'
  | 'other';

/** Words of nginx, lua-resty-http, OpenSSL, Go and curl. The first that fits decides. */
const WORDS: readonly (readonly [words: RegExp, fault: DialFault])[] = [
  [/HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port/i, 'http-on-tls-port'],
  [/server gave HTTP response to HTTPS client|wrong version number|first record does not look like a TLS/i, 'tls-on-http-port'],
  [/failed to parse host name .*invalid port|invalid port in host name/i, 'ipv6-host'],
  [/unrecognized[_ ]name/i, 'no-such-server-name'],
  [
    /certificate is valid for|match(?:es)? target host|subject name .*does not match|cannot validate certificate for|doesn't contain any IP SANs/i,
    'other-name',
  ],
  [/certificate has expired|not yet valid|certificate is not valid/i, 'not-valid-now'],
  [
    /unknown authority|self[- ]signed certificate|local issuer certificate|verify the first certificate|certificate verify failed|^(?:18|19|20|21): /i,
    'unknown-authority',
  ],
  [/TLS handshake timeout|SSL connection timeout/i, 'timeout'],
  [
    /no such host|could not resolve|could not be resolved|failed to parse domain|name or service not known|DNS resolve failed|no resolver/i,
    'dns',
  ],
  [/refused/i, 'refused'],
  [/no route to host|network is unreachable|host is unreachable/i, 'no-route'],
  [/reset by peer|empty reply|\bEOF\b|\bclosed\b|broken pipe/i, 'reset'],
  [/handshake|\btls\b|\bssl\b/i, 'tls'],
  [/time(?:d )?-?out|deadline exceeded|timed out/i, 'timeout'],
];

/** What these words say; `other` for words that are not known. */
export function dialFaultOf(words: string): DialFault {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}
