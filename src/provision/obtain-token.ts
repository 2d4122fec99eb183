import type { Finding } from '../findings/finding.ts';
import type { Asking } from '../kube/ask.ts';
import type { Failure } from '../kube/failure.ts';
import type { Transport } from '../kube/transport.ts';
import { subjectOf } from '../token/account.ts';
import { shortenedFinding } from '../token/create-token.ts';
import { SHORTEST_SECONDS } from '../token/lifetime.ts';
import { markedInvalid } from '../token/marked-invalid.ts';
import type { FilledSecret, SecretName, SecretReading } from '../token/secret-token.ts';
import { requestToken } from '../token/token-request.ts';
import { awaitToken } from './await-token.ts';
import type { Patience } from './await-token.ts';
import { missingOf, neededToIssue } from './needed-rights.ts';
import type { TokenResult } from './report.ts';
import type { NamedWish, SecretWish } from './wish.ts';

export interface ObtainOptions extends Asking<Transport>, Patience {
  /** The flags that lead to the cluster, for commands to be pasted. */
  readonly address: readonly string[];
}

/** What came of a wish for a token. */
export type Obtained =
  /** `token` is a secret. */
  | {
      readonly kind: 'token';
      readonly token: string;
      readonly result: TokenResult;
      readonly findings: readonly Finding[];
    }
  /** None was wished; this one, a secret too, is for trying the rights alone and soon ends. */
  | { readonly kind: 'trial'; readonly token: string }
  /** None was wished, and whoever sets up may not issue one for a trial. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A year: the gateway never asks for another by itself. */
const REQUESTED_SECONDS = 365 * 24 * 60 * 60;

/** Gets the token that is wished: once the token controller has written it, or by a TokenRequest. Rejects with a {@link KubeError}. */
export async function obtainToken(wish: NamedWish, options: ObtainOptions): Promise<Obtained> {
  switch (wish.token) {
    case 'none':
      return trialToken(wish, options);
    case 'request': {
      const { namespace, name, tokenSeconds: expirationSeconds = REQUESTED_SECONDS } = wish;
      const issued = await requestToken({ namespace, name, expirationSeconds }, options);
      const expires = new Date(issued.expiresAt).toISOString();
      const result = { secret: null, subject: subjectOf(wish), expires, waitedMs: null };
      return { kind: 'token', token: issued.token, result, findings: shortenedFinding(issued) };
    }
    case 'secret':
      return secretToken(wish, options);
    default:
      return wish satisfies never;
  }
}

async function trialToken({ namespace, name }: NamedWish, asking: Asking<Transport>): Promise<Obtained> {
  const missing = await missingOf([neededToIssue({ namespace, name })], asking);
  if (missing.length > 0) return { kind: 'none' };
  const { token } = await requestToken({ namespace, name, expirationSeconds: SHORTEST_SECONDS }, asking);
  return { kind: 'trial', token };
}

async function secretToken(wish: SecretWish, options: ObtainOptions): Promise<Obtained> {
  const name = { namespace: wish.namespace, name: wish.tokenSecret };
  const awaited = await awaitToken(name, options);
  if (awaited.kind === 'unfilled') return { kind: 'failed', failure: unfilled(awaited.reading, { name, ...options }) };
  const { secret, waitedMs } = awaited;
  const { invalidSince: since } = secret;
  return {
    kind: 'token',
    token: secret.token,
    result: { secret: secret.name, subject: subjectOf(wish), expires: null, waitedMs },
    findings: since === undefined ? [] : [markedInvalid(secret, { since, address: options.address })],
  };
}

function unfilled(
  { kind }: Exclude<SecretReading, FilledSecret>,
  { name: { namespace, name }, waitMs }: Patience & { readonly name: SecretName },
): Failure {
  const secret = `Secret ${namespace}/${name}`;
  switch (kind) {
    case 'absent': {
      const message = `the ${secret} is gone again: the cluster removes one whose ServiceAccount does not exist. Run this again`;
      return { id: 'T16', message };
    }
    case 'other-type': {
      const message = `the ${secret} is of another type, so no token ever appears in it. Delete it, and run this again`;
      return { id: 'T14', message };
    }
    case 'waiting': {
      const message =
        `the ${secret} has no token after ${waitMs / 1000} s: the token controller, a part of kube-controller-manager, does not ` +
        'answer. Start it, and run this again';
      return { id: 'T17', message };
    }
    default:
      return kind satisfies never;
  }
}
