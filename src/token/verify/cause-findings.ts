import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';
import type { ServiceAccountClaims } from '../../kube/token-claims.ts';
import { createCommand, getCommand, remakeSecretCommand, setupCommand } from '../commands.ts';

// Reasons for a 401, each a sentence about a token. `name` begins it: `The token in token.txt`.

export function damagedSignature(name: string, account: ServiceAccountClaims | undefined): Finding {
  return refusal('T03', `${name} has a signature that does not fit: a character is missing or changed`, getCommand(account));
}

export function expired(name: string, account: ServiceAccountClaims | undefined): Finding {
  return refusal('T04', `${name} has expired by the clock of the API server`, setupCommand(account));
}

export function wrongAudience(
  name: string,
  { audiences, account }: { readonly audiences: readonly string[]; readonly account: ServiceAccountClaims | undefined },
): Finding {
  const owner = audiences.length === 0 ? 'somebody else' : audiences.join(', ');
  return refusal('T08', `${name} is meant for ${owner}, which this API server is not`, createCommand(account));
}

export function unknownKey(name: string, account: ServiceAccountClaims | undefined): Finding {
  const message = `${name} is signed with a key that this API server does not have: it is of another cluster, or the keys have been changed`;
  return refusal('T09', message, setupCommand(account));
}

/** `own`: as whom the API server issues tokens itself, where that is known. */
export function otherIssuer(
  name: string,
  { account, own }: { readonly account: ServiceAccountClaims; readonly own: string | undefined },
): Finding {
  const { issuer = 'nobody by name' } = account;
  const difference = own === undefined || own === issuer ? '' : `, and this API server issues tokens as ${own}`;
  return refusal('T09', `${name} was issued by ${issuer}${difference}: it is of another cluster`, setupCommand(account));
}

export function accountGone(account: ServiceAccountClaims, what: 'is gone' | 'was deleted and made again'): Finding {
  const message = `The account ${account.namespace}/${account.name} of the token ${what}, and with the account its tokens ended`;
  return refusal('T10', message, setupCommand(account));
}

export function secretGone(account: ServiceAccountClaims, secret: string): Finding {
  const message = `The Secret ${account.namespace}/${secret} of the token is gone. Made again under this name it holds the very same token, and the gateway needs no change`;
  return refusal('T11', message, remakeSecretCommand(account, { secret }));
}

export function secretReplaced(
  name: string,
  { account, secret }: { readonly account: ServiceAccountClaims; readonly secret: string },
): Finding {
  return refusal('T11', `${name} is not the one that its Secret ${account.namespace}/${secret} holds now`, getCommand(account));
}

/** Of a token of TokenRequest; `object` in words: `the pod default/shop-0`. */
export function boundObjectGone(
  name: string,
  {
    account,
    kind,
    object,
  }: { readonly account: ServiceAccountClaims; readonly kind: 'secret' | 'pod' | 'node'; readonly object: string },
): Finding {
  return refusal(kind === 'secret' ? 'T11' : 'T12', `${name} is bound to ${object}, which is gone`, setupCommand(account));
}

export function notYetValid(name: string): Finding {
  return refusal('T20', `${name} is not valid yet by the clock of the API server. Do the clocks of your API servers agree?`);
}

/** `credentials`: as whom the admin asked. */
export function takenByReview(name: string, credentials: string): Finding {
  const message = `${name} is refused, but a TokenReview with ${credentials} takes it: that was another API server, and they do not share their keys, or it is of another cluster`;
  return refusal('T23', message);
}

export function ofOtherPod(name: string): Finding {
  return refusal('T28', `${name} is that of the gateway's own pod, and this API server is of another cluster`);
}

/** `words`: what the API server told an admin, in words that this program does not know. */
export function unknownWords(name: string, words: string): Finding {
  return refusal('T30', `${name} is refused: ${words}`);
}

/** No admin was told more, for want of one, or of the right to ask. */
export function unexplained(
  name: string,
  { account, hasAdmin }: { readonly account: ServiceAccountClaims | undefined; readonly hasAdmin: boolean },
): Finding {
  const gone = account?.issuedBy === 'secret' ? 'its Secret or its account' : 'its account';
  const who = hasAdmin ? 'only who may make a TokenReview' : 'only an admin (--admin-context)';
  return refusal('T30', `${name} is refused, and ${who} is told why: ${gone} may be gone, or it is of another cluster`);
}

function refusal(id: CatalogueId, message: string, mend?: string): Finding {
  return { id, severity: 'error', message, ...(mend === undefined ? {} : { mend }) };
}
