import type { CatalogueId } from '../findings/catalogue.ts';
import type { Severity } from '../findings/finding.ts';
import { durationText, momentText } from '../findings/time-text.ts';
import type { TokenDamage, TokenReading } from './read-token.ts';
import { isExpired, isForApiServer, isFuture, lifetimeOf, serviceAccountOf } from './token-claims.ts';
import type { TokenClaims } from './token-claims.ts';

/** Something wrong with a token that shows without asking anybody. */
export interface TokenFault {
  readonly id: CatalogueId;
  readonly severity: Severity;
  /** Follows the name of the token and holds nothing secret of it: `is still encoded in base64: the API server answers 401`. */
  readonly text: string;
}

/** What is wrong with the form of a token; undefined for a well-formed one of a service account. */
export function faultOfForm(reading: TokenReading): TokenFault | undefined {
  switch (reading.kind) {
    case 'service-account':
      return undefined;
    case 'empty':
      return { id: 'T22', severity: 'error', text: 'is empty: to the API server that is system:anonymous' };
    case 'placeholder':
      return { id: 'T27', severity: 'error', text: 'only holds the place of a token: the API server answers 401' };
    case 'encoded':
      return { id: 'T01', severity: 'error', text: 'is still encoded in base64: the API server answers 401' };
    case 'damaged':
      return { id: 'T03', severity: 'error', text: damagedText(reading.damage) };
    // An API server may know it from a list of static tokens.
    case 'opaque':
      return {
        id: 'T03',
        severity: 'warning',
        text: 'is no token of a service account, which has three parts with dots between',
      };
    case 'foreign':
      return { id: 'T21', severity: 'warning', text: `is a token of ${reading.issuer}, not of a service account` };
    case 'jwt': {
      const subject = reading.claims.subject ?? 'nobody by name';
      return { id: 'T21', severity: 'warning', text: `is a token of ${subject}, not of a service account` };
    }
    default:
      return reading satisfies never;
  }
}

/** What is wrong with a token by its claims at `now`, in milliseconds since 1970. Of one that has expired nothing else is told. */
export function faultsOfClaims(claims: TokenClaims, now: number): readonly TokenFault[] {
  const { expiresAt } = claims;
  if (expiresAt !== undefined && isExpired(claims, now)) {
    return [{ id: 'T04', severity: 'error', text: `expired at ${momentText(expiresAt)}: the API server answers 401` }];
  }
  return [
    ...faultsOfBeginning(claims, now),
    ...faultsOfAudience(claims),
    ...faultsOfEnd(claims, now),
    ...faultsOfBinding(claims),
  ];
}

/** What is wrong with a token that expires (milliseconds since 1970), where the gateway reads it at start and never again. */
export function readOnceText(expiresAt: number): string {
  return `is read at start only, and expires at ${momentText(expiresAt)}`;
}

function faultsOfBeginning(claims: TokenClaims, now: number): readonly TokenFault[] {
  const { notBefore, issuedAt } = claims;
  if (notBefore !== undefined && isFuture(notBefore, now)) {
    return [{ id: 'T20', severity: 'error', text: `is not valid before ${momentText(notBefore)}, which is still to come` }];
  }
  if (issuedAt !== undefined && isFuture(issuedAt, now)) {
    return [{ id: 'T20', severity: 'error', text: `was issued at ${momentText(issuedAt)}, which is still to come` }];
  }
  return [];
}

/** Whose token it is otherwise matters more: a person's is for the program that the person signed in at. */
function faultsOfAudience(claims: TokenClaims): readonly TokenFault[] {
  if (serviceAccountOf(claims) === undefined || isForApiServer(claims)) return [];
  return [fault('T08', `is meant for ${claims.audiences.join(', ')}, which is probably not the API server`)];
}

const DAY = 24 * 3_600_000;

/** What GKE cuts longer requests down to; EKS gives a day, and kubectl asks for an hour unless told otherwise. */
const SHORT_LIFE = 2 * DAY;

/** Kubelets renew a token when a fifth of its life is left (KEP-1205). */
const LEFT = 0.2;

function faultsOfEnd(claims: TokenClaims, now: number): readonly TokenFault[] {
  const { expiresAt } = claims;
  if (expiresAt === undefined) return [];
  const life = lifetimeOf(claims);
  const left = expiresAt - now;
  const isShort = life !== undefined && life <= SHORT_LIFE;
  // A short life is near its end from the start, so a day left says nothing of it.
  const isEnding = (life !== undefined && left < life * LEFT) || (!isShort && left < DAY);
  const end = momentText(expiresAt);
  return [
    ...(isShort ? [fault('T05', `lives ${durationText(life)} in all${isEnding ? '' : `, until ${end}`}`)] : []),
    ...(isEnding ? [fault('T26', `expires at ${end}, which is soon for the life it has`)] : []),
  ];
}

function faultsOfBinding(claims: TokenClaims): readonly TokenFault[] {
  const { boundTo = [], namespace } = serviceAccountOf(claims) ?? {};
  return boundTo
    .filter(({ kind }) => kind === 'pod')
    .map(({ name }) => fault('T12', `was copied out of the pod ${namespace}/${name}, and is refused once that pod is gone`));
}

function fault(id: CatalogueId, text: string): TokenFault {
  return { id, severity: 'warning', text };
}

function damagedText(damage: TokenDamage): string {
  // Servers close the connection on a longer one, or answer 400 or 431.
  if (damage.kind === 'length')
    return `has ${damage.characters} characters, too many for a header: the API server never reads it`;
  return `${damageText(damage)}: the API server answers 401`;
}

function damageText(damage: Exclude<TokenDamage, { readonly kind: 'length' }>): string {
  switch (damage.kind) {
    case 'bearer':
      return 'begins with Bearer, which the gateway puts before it itself';
    case 'byte-order-mark':
      return 'begins with a byte order mark, as some editors and PowerShell write it, which is sent along';
    case 'quotes':
      return 'stands in quotes, which are sent along';
    case 'blanks':
      return 'has a blank or a line break inside';
    case 'percent':
      return 'ends in %, which a shell prints behind a last line without newline';
    case 'parts':
      return `has ${damage.parts} part${damage.parts === 1 ? '' : 's'} in place of header, claims and signature`;
    case 'characters':
      return 'has characters that base64url does not have';
    case 'header':
      return 'has a header that cannot be read, as if its beginning were missing';
    case 'claims':
      return 'has claims that cannot be read, as if something were missing in the middle';
    case 'signature':
      return `has a signature of ${damage.characters} characters, as ${damage.algorithm} never has: its end is missing`;
  }
}
