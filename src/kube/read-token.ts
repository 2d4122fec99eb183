import { luaTrim } from '../apisix/lua-trim.ts';
import { isPlaceholder } from '../apisix/discovery-config/placeholder.ts';
import { isJsonMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { isServiceAccount, readClaims } from './token-claims.ts';
import type { ServiceAccountClaims, TokenClaims } from './token-claims.ts';

/** What a text that is to be sent as bearer token turns out to be, read without asking anybody. */
export type TokenReading =
  | { readonly kind: 'empty' }
  /** Something to be replaced by a token: `<token>`, `changeme`, `eyJ...`. */
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'service-account'; readonly claims: ServiceAccountClaims }
  /** A JSON Web Token of anybody else: a person who signed in at an OIDC provider, a cloud. */
  | { readonly kind: 'jwt'; readonly claims: TokenClaims }
  /** No JSON Web Token, but known by its form; `issuer` in words, to follow "a token of". */
  | { readonly kind: 'foreign'; readonly issuer: string }
  /** Still in base64, as `kubectl get secret -o yaml` shows it. `decoded` is a secret. */
  | { readonly kind: 'encoded'; readonly decoded: string; readonly token: TokenReading }
  | { readonly kind: 'damaged'; readonly damage: TokenDamage }
  /** Anything else. An API server knows such tokens from a list of static tokens or a webhook only. */
  | { readonly kind: 'opaque' };

/** Why a text that looks like a JSON Web Token cannot be one as it stands. */
export type TokenDamage =
  /** No token of a service account is half as long, and few servers take such a header. */
  | { readonly kind: 'length'; readonly characters: number }
  /** It begins with the word that the client itself puts before a token. */
  | { readonly kind: 'bearer' }
  /** It begins with a mark that tells how a text is encoded. */
  | { readonly kind: 'byte-order-mark' }
  /** Quotes, blanks inside, or the `%` that zsh prints behind a last line without newline. */
  | { readonly kind: 'quotes' | 'blanks' | 'percent' }
  /** Not the three of header, claims and signature. */
  | { readonly kind: 'parts'; readonly parts: number }
  /** Characters that base64url does not have, or what it encodes is no JSON object. */
  | { readonly kind: 'characters' | 'header' | 'claims' }
  /** No signature of this algorithm has so many characters. */
  | { readonly kind: 'signature'; readonly algorithm: string; readonly characters: number };

/** How the tokens of others look. */
const FOREIGN: readonly (readonly [form: RegExp, issuer: string])[] = [
  [/^k8s-aws-v1\./, 'Amazon EKS, which lives 15 minutes'],
  [/^ya29\./, 'Google Cloud, which lives an hour'],
  [/^(?:kubeconfig-u|token)-[^:]+:/, 'a user of Rancher'],
  [/^sha256~/, 'a user of OpenShift, which lives a day'],
  [/^[a-z0-9]{6}\.[a-z0-9]{16}$/, 'kubeadm for joining nodes, which lives a day'],
];

/** Words that ask for a token, beside those that stand for any value. */
const TOKEN_WORDS = /^(?:[*_-]{2,}|token|secret|password|dummy|none|null|undefined)$/i;

/** Words that say whose token is to stand there: `my-token`, `paste the token here`. */
const TOKEN_OF_SOMEBODY = new RegExp(
  '^(?:my|the|a|some|enter|paste|put|add|example|sample|fake|dummy|bearer|service[-_ ]?account)[-_ ][-_ \\w]*token[-_ \\w]*$',
  'i',
);

/**
 * In characters. Proxies and most servers of HTTP take headers of 8 or 16 KiB (nginx, HAProxy, Node.js), and close the connection on longer
 * ones; a token of a service account has one or two.
 */
export const LONGEST_TOKEN = 16 * 1024;

/** That of UTF-8, or that of UTF-16, which is no UTF-8. */
const BYTE_ORDER_MARK = /^(?:\ufeff|\ufffd\ufffd)/;

/**
 * Reads a token. What surrounds it in blanks is left out, as every gateway from 3.0.0 on does. Nothing is verified: a damaged signature
 * shows only by its length.
 */
export function readToken(text: string): TokenReading {
  const token = luaTrim(text);
  if (token === '') return { kind: 'empty' };
  if (token.length > LONGEST_TOKEN) return { kind: 'damaged', damage: { kind: 'length', characters: token.length } };
  if (isTokenPlaceholder(token)) return { kind: 'placeholder' };
  if (BYTE_ORDER_MARK.test(token)) return { kind: 'damaged', damage: { kind: 'byte-order-mark' } };
  const issuer = FOREIGN.find(([form]) => form.test(token))?.[1];
  if (issuer !== undefined) return { kind: 'foreign', issuer };
  const decoded = decodedOnce(token);
  if (decoded !== undefined) return { kind: 'encoded', decoded, token: readToken(decoded) };
  const mark = strayMark(token);
  return mark === undefined ? readJwt(token) : { kind: 'damaged', damage: { kind: mark } };
}

/** Three dots are where somebody shortened a token; other placeholders are a few words. */
function isTokenPlaceholder(token: string): boolean {
  if (token.includes('...') || token.includes('…')) return true;
  return token.length < 100 && (isPlaceholder(token) || TOKEN_WORDS.test(token) || TOKEN_OF_SOMEBODY.test(token));
}

/** `eyJ`, which starts every JSON Web Token, is `ZXlK` in base64. Lines may be broken, as base64(1) does. */
function decodedOnce(token: string): string | undefined {
  const encoded = token.replace(/\s/g, '');
  if (!/^(?:ZXlK|WlhsS)[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return undefined;
  return Buffer.from(encoded, 'base64').toString('latin1').trim();
}

function strayMark(token: string): 'bearer' | 'quotes' | 'blanks' | 'percent' | undefined {
  if (/^bearer\s/i.test(token)) return 'bearer';
  if (/^["'`]|["'`]$/.test(token)) return 'quotes';
  if (/\s/.test(token)) return 'blanks';
  return token.endsWith('%') ? 'percent' : undefined;
}

function readJwt(token: string): TokenReading {
  const parts = token.split('.');
  const [encodedHeader = '', encodedClaims = '', signature = ''] = parts;
  if (parts.length !== 3) {
    const isJwt = token.startsWith('eyJ');
    return isJwt ? { kind: 'damaged', damage: { kind: 'parts', parts: parts.length } } : { kind: 'opaque' };
  }
  if (/[^A-Za-z0-9_.-]/.test(token)) return { kind: 'damaged', damage: { kind: 'characters' } };
  const header = jsonOf(encodedHeader);
  if (header === undefined) return { kind: 'damaged', damage: { kind: 'header' } };
  const payload = jsonOf(encodedClaims);
  if (payload === undefined) return { kind: 'damaged', damage: { kind: 'claims' } };
  const claims = readClaims(header, payload);
  const { algorithm } = claims;
  const { length: characters } = signature;
  if (!hasSignatureLength(algorithm, characters)) {
    return { kind: 'damaged', damage: { kind: 'signature', algorithm, characters } };
  }
  return isServiceAccount(claims) ? { kind: 'service-account', claims } : { kind: 'jwt', claims };
}

function jsonOf(encoded: string): JsonMap | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    return isJsonMap(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Characters of a signature in base64url without padding, for the algorithms whose signatures have one length (RFC 7518, RFC 8037). */
const SIGNATURE_CHARACTERS: ReadonlyMap<string, readonly number[]> = new Map([
  ['ES256', [86]],
  ['ES384', [128]],
  ['ES512', [176]],
  ['EdDSA', [86, 152]],
  ['HS256', [43]],
  ['HS384', [64]],
  ['HS512', [86]],
]);

/** An RSA signature is as long as the key: 342 characters for 2048 bits, 683 for 4096. Keys are made in steps of 512 bits, from 1024 on. */
function hasSignatureLength(algorithm: string, characters: number): boolean {
  if (!/^[RP]S(?:256|384|512)$/.test(algorithm))
    return SIGNATURE_CHARACTERS.get(algorithm)?.includes(characters) ?? characters > 0;
  const bytes = Math.floor((characters * 3) / 4);
  return characters % 4 !== 1 && bytes >= 128 && bytes % 64 === 0;
}
