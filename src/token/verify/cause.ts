import type { Finding } from '../../findings/finding.ts';
import { serviceAccountOf } from '../../kube/token-claims.ts';
import type { ServiceAccountClaims } from '../../kube/token-claims.ts';
import { refusalOf } from '../../kube/token-refusal.ts';
import type { TokenRefusal } from '../../kube/token-refusal.ts';
import type { Inspection } from '../inspect.ts';
import { markedInvalid } from '../marked-invalid.ts';
import * as causes from './cause-findings.ts';
import type { AdminFacts } from './facts.ts';

/** A token that an API server refuses, and what is known of it. */
export interface RefusedToken {
  readonly inspection: Inspection;
  /** Undefined where no admin could be asked. */
  readonly admin: AdminFacts | undefined;
  /** Whether it is the token of the gateway's own pod, sent to an API server elsewhere. */
  readonly isOfOtherPod: boolean;
  /** Asks the same again with an admin, to be pasted; undefined where none is known. */
  readonly askAgain: string | undefined;
}

/** A token and what an admin was told of it. */
interface Review {
  readonly inspection: Inspection;
  readonly admin: AdminFacts;
}

/** Why an API server refuses a token; T30 where that cannot be told. What the token itself shows comes first, as it is certain. */
export function causeOf(refused: RefusedToken): Finding {
  const { inspection, admin, isOfOtherPod } = refused;
  const { findings } = inspection;
  const shown = findings.find(({ severity, id }) => severity === 'error' && id !== 'T02');
  if (shown !== undefined) return shown;
  const cause = admin === undefined ? undefined : (reviewedCause(inspection, admin) ?? seenCause(inspection, admin));
  if (isOfOtherPod && (cause === undefined || cause.id === 'T09')) return causes.ofOtherPod(inspection);
  return cause ?? shownDoubt(inspection) ?? unknownCause(refused);
}

/** What the API server itself told an admin. */
function reviewedCause(inspection: Inspection, admin: AdminFacts): Finding | undefined {
  const { review, credentials } = admin;
  if (review?.authenticated === true) return causes.takenByReview(inspection, credentials);
  const refusal = refusalOf(review?.error ?? '');
  return refusal === undefined ? undefined : causeOfRefusal(refusal, { inspection, admin });
}

function causeOfRefusal(refusal: TokenRefusal, { inspection, admin }: Review): Finding | undefined {
  const { claims } = inspection;
  const account = serviceAccountOf(claims);
  switch (refusal) {
    case 'not-recognised':
      return account && causes.otherIssuer(inspection, { account, own: admin.keys?.issuer });
    case 'unknown-key':
      return causes.unknownKey(inspection, account);
    case 'bad-signature':
      return causes.damagedSignature(inspection, account);
    case 'expired':
      return causes.expired(inspection, account);
    case 'not-yet-valid':
    case 'issued-in-future':
      return causes.notYetValid(inspection);
    case 'wrong-audience':
      return causes.wrongAudience(inspection, { audiences: claims?.audiences ?? [], account });
    case 'account-missing':
      return account && causes.accountGone(inspection, { account, what: 'is gone' });
    case 'account-replaced':
      return account && causes.accountGone(inspection, { account, what: 'was deleted and made again' });
    case 'invalidated':
    case 'secret-replaced':
      return account && causeOfEnd(account, { inspection, admin });
    case 'marked-invalid':
      return account && causeOfMark(account, { inspection, admin });
    default:
      return refusal satisfies never;
  }
}

/**
 * What ended a token that an API server takes all the same: it remembers for 10 s whom it took
 * (pkg/kubeapiserver/options/authentication.go). Undefined where nothing did, or the admin may be of another cluster.
 */
export function recentEnd(inspection: Inspection, admin: AdminFacts | undefined): Finding | undefined {
  const account = serviceAccountOf(inspection.claims);
  if (account === undefined || admin?.review?.authenticated !== true) return undefined;
  const isEnded = admin.secret?.kind === 'absent' || accountEnd(account, admin) !== undefined;
  const cause = isEnded ? causeOfEnd(account, { inspection, admin }) : undefined;
  return cause && { ...cause, message: `${cause.message}. The API server takes the token from memory, for 10 s at most` };
}

/** What an admin sees for himself, where there is no review or its words are not known. */
function seenCause(inspection: Inspection, admin: AdminFacts): Finding | undefined {
  const account = serviceAccountOf(inspection.claims);
  if (account === undefined) return undefined;
  const { keys, secret } = admin;
  const { keyId } = account;
  if (keys !== undefined && keyId !== undefined && !keys.keyIds.includes(keyId)) return causes.unknownKey(inspection, account);
  if (secret?.kind === 'present' && secret.invalidSince !== undefined) return causeOfMark(account, { inspection, admin });
  const isGone = secret !== undefined && secret.kind !== 'present';
  return isGone || accountEnd(account, admin) !== undefined ? causeOfEnd(account, { inspection, admin }) : undefined;
}

/** The account comes before the Secret: its Secrets go with it. */
function causeOfEnd(account: ServiceAccountClaims, { inspection, admin }: Review): Finding | undefined {
  const what = accountEnd(account, admin);
  if (what !== undefined) return causes.accountGone(inspection, { account, what });
  const [bound] = account.boundTo;
  if (bound === undefined) return undefined;
  const { kind, name: object } = bound;
  if (kind === 'node') return causes.boundObjectGone(inspection, { account, kind, object: `the node ${object}` });
  if (kind === 'pod' || account.issuedBy === 'request') {
    const noun = kind === 'pod' ? 'pod' : 'Secret';
    return causes.boundObjectGone(inspection, { account, kind, object: `the ${noun} ${account.namespace}/${object}` });
  }
  const own = { account, secret: object };
  if (admin.secret?.kind === 'present') return causes.secretReplaced(inspection, own);
  const successor = admin.account?.kind === 'present' ? admin.account.remembered : undefined;
  // Who sets up then keeps the newer Secret, and does not make this one again.
  if (successor !== undefined && successor !== object) return causes.rotatedAway(inspection, { ...own, successor });
  return causes.secretGone(inspection, own);
}

/** What became of the account that a token was issued for; undefined where it is there, or not known. */
function accountEnd(
  { uid }: ServiceAccountClaims,
  { account }: AdminFacts,
): 'is gone' | 'was deleted and made again' | undefined {
  if (account?.kind === 'absent') return 'is gone';
  return account !== undefined && uid !== undefined && account.uid !== uid ? 'was deleted and made again' : undefined;
}

function causeOfMark(
  { namespace, boundTo }: ServiceAccountClaims,
  { inspection: { address }, admin: { secret } }: Review,
): Finding | undefined {
  const name = boundTo.find(({ kind }) => kind === 'secret')?.name;
  if (name === undefined) return undefined;
  const since = secret?.kind === 'present' ? secret.invalidSince : undefined;
  return markedInvalid({ namespace, name }, { since, address });
}

/** A token of another form than that of service accounts, or for another audience, is the wrong one as far as anybody can tell. */
function shownDoubt({ findings }: Inspection): Finding | undefined {
  const doubt = findings.find(({ id }) => id === 'T03' || id === 'T08' || id === 'T21');
  return doubt === undefined
    ? undefined
    : { ...doubt, severity: 'error', message: `${doubt.message}: the API server refuses it` };
}

function unknownCause({ inspection, admin, askAgain }: RefusedToken): Finding {
  const words = admin?.review?.error;
  if (words !== undefined) return causes.unknownWords(inspection, words);
  const account = serviceAccountOf(inspection.claims);
  return admin === undefined
    ? causes.unexplained(inspection, { account, informed: 'an admin (--admin-context)', mend: askAgain })
    : causes.unexplained(inspection, { account, informed: 'who may make a TokenReview' });
}
