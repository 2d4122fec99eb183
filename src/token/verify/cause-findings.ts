import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';
import type { ServiceAccountClaims } from '../../kube/token-claims.ts';
import { getCommand, remakeSecretCommand, renewCommand, setupTokenCommand } from '../commands.ts';
import type { Inspection } from '../inspect.ts';

// Reasons for a 401, each a sentence about a token.

/** The token: its name begins a sentence, its place and its address are for commands. */
type Refused = Pick<Inspection, 'name' | 'address' | 'place'>;

/** The key is one of this server, and the signature does not fit it. */
export function damagedSignature(token: Refused, account: ServiceAccountClaims | undefined): Finding {
  const message = `${token.name} has a signature that does not fit: a character is missing or changed`;
  return refusal('T03', message, getCommand(account, token));
}

/** `exp` has passed by more than the leeway of a minute. */
export function expired(token: Refused, account: ServiceAccountClaims | undefined): Finding {
  return refusal('T04', `${token.name} has expired by the clock of the API server`, renewCommand(account, token));
}

/** `aud` names somebody else; of several audiences all are named. */
export function wrongAudience(
  token: Refused,
  { audiences, account }: { readonly audiences: readonly string[]; readonly account: ServiceAccountClaims | undefined },
): Finding {
  const owner = audiences.length === 0 ? 'somebody else' : audiences.join(', ');
  return refusal('T08', `${token.name} is meant for ${owner}, which this API server is not`, renewCommand(account, token));
}

/** `kid` names a key that this server does not have. */
export function unknownKey(token: Refused, account: ServiceAccountClaims | undefined): Finding {
  const message = `${token.name} is signed with a key that this API server does not have: it is of another cluster, or the keys have been changed`;
  return refusal('T09', message, setupTokenCommand(account, token));
}

/** `own`: as whom the API server issues tokens itself, where that is known. */
export function otherIssuer(
  token: Refused,
  { account, own }: { readonly account: ServiceAccountClaims; readonly own: string | undefined },
): Finding {
  const { issuer = 'nobody by name' } = account;
  const difference = own === undefined || own === issuer ? '' : `, and this API server issues tokens as ${own}`;
  const message = `${token.name} was issued by ${issuer}${difference}: it is of another cluster`;
  return refusal('T09', message, setupTokenCommand(account, token));
}

/** The account that the token names is not there, or has another UID than the token says. */
export function accountGone(
  token: Refused,
  { account, what }: { readonly account: ServiceAccountClaims; readonly what: 'is gone' | 'was deleted and made again' },
): Finding {
  const message = `The account ${account.namespace}/${account.name} of the token ${what}, and with the account its tokens ended`;
  return refusal('T10', message, setupTokenCommand(account, token));
}

/** The Secret that the token is of. */
interface OwnSecret {
  readonly account: ServiceAccountClaims;
  readonly secret: string;
}

/** The Secret that held the token is not there, and the account still names it. */
export function secretGone({ address }: Refused, { account, secret }: OwnSecret): Finding {
  const message = `The Secret ${account.namespace}/${secret} of the token is gone. Made again under this name it holds the very same token, and the gateway needs no change`;
  return refusal('T11', message, remakeSecretCommand(account, { secret, address }));
}

/** `successor`: the Secret that the account has the token of now. */
export function rotatedAway(token: Refused, { account, secret, successor }: OwnSecret & { readonly successor: string }): Finding {
  const { namespace, name } = account;
  const message = `The Secret ${namespace}/${secret} of the token is gone. The token was rotated away: the account ${name} has that of the Secret ${successor} now`;
  return refusal('T11', message, getCommand(account, token));
}

/** The Secret of that name holds another token. */
export function secretReplaced(token: Refused, { account, secret }: OwnSecret): Finding {
  const message = `${token.name} is not the one that its Secret ${account.namespace}/${secret} holds now`;
  return refusal('T11', message, getCommand(account, token));
}

/** Of a token of TokenRequest; `object` in words: `the pod default/shop-0`. */
export function boundObjectGone(
  token: Refused,
  {
    account,
    kind,
    object,
  }: { readonly account: ServiceAccountClaims; readonly kind: 'secret' | 'pod' | 'node'; readonly object: string },
): Finding {
  const id = kind === 'secret' ? 'T11' : 'T12';
  return refusal(id, `${token.name} is bound to ${object}, which is gone`, renewCommand(account, token));
}

/** `nbf` or `iat` lies more than a minute ahead. */
export function notYetValid({ name }: Refused): Finding {
  return refusal('T20', `${name} is not valid yet by the clock of the API server. Do the clocks of your API servers agree?`);
}

/** `credentials`: as whom the admin asked. */
export function takenByReview({ name }: Refused, credentials: string): Finding {
  const message = `${name} is refused, but a TokenReview with ${credentials} takes it: that was another API server, and they do not share their keys, or it is of another cluster`;
  return refusal('T23', message);
}

/** The default token_file of a pod was sent to another cluster than the pod's. */
export function ofOtherPod({ name }: Refused): Finding {
  return refusal('T28', `${name} is that of the gateway's own pod, and this API server is of another cluster`);
}

/** `words`: what the API server told an admin, in words that this program does not know. */
export function unknownWords({ name }: Refused, words: string): Finding {
  return refusal('T30', `${name} is refused: ${words}`);
}

/** No admin was told more, for want of one, or of the right to ask. `informed`: who would be. */
export function unexplained(
  { name }: Refused,
  {
    account,
    informed,
    mend,
  }: { readonly account: ServiceAccountClaims | undefined; readonly informed: string; readonly mend?: string | undefined },
): Finding {
  const gone = account?.issuedBy === 'secret' ? 'its Secret or its account' : 'its account';
  const message = `${name} is refused, and only ${informed} is told why: ${gone} may be gone, or it is of another cluster`;
  return refusal('T30', message, mend);
}

function refusal(id: CatalogueId, message: string, mend?: string): Finding {
  return { id, severity: 'error', message, ...(mend === undefined ? {} : { mend }) };
}
