import type { Finding } from '../findings/finding.ts';
import type { Asking } from '../kube/ask.ts';
import { isSendable } from '../kube/credentials.ts';
import { readToken } from '../kube/read-token.ts';
import { faultOfForm } from '../kube/token-faults.ts';
import { DEFAULT_NAME, subjectOf } from './account.ts';
import { explainGarbage, explainMissing } from './explain-missing.ts';
import { findToken, tokenOfSecret } from './find-token.ts';
import { markedInvalid } from './marked-invalid.ts';
import { claimsOf, NO_TOKEN } from './report.ts';
import type { AskedPlace, TokenCandidate, TokenReport } from './report.ts';
import type { FilledSecret, TokenSecret } from './secret-token.ts';

/** Whose token is wanted, or that of which Secret. */
export interface TokenQuestion {
  readonly namespace: string;
  /** Of the account. Absent: {@link DEFAULT_NAME}, or with `secret` whosoever that is for. */
  readonly name?: string;
  readonly secret?: string;
}

/** Takes a token out of its Secret, or says why there is none. Rejects with a {@link KubeError}. */
export async function getToken(
  { namespace, name, secret }: TokenQuestion,
  { cluster, address, ...asking }: Asking & AskedPlace,
): Promise<TokenReport> {
  const account = { namespace, name: name ?? DEFAULT_NAME };
  const found =
    secret === undefined
      ? await findToken(account, asking)
      : await tokenOfSecret(secret, { namespace, account: name, namedBy: 'user', asking });
  const head = { action: 'get', cluster, server: asking.transport.server } as const;
  if (found.kind === 'filled') {
    const owner = { namespace, name: found.account };
    const ofSecret = { ...head, subject: subjectOf(owner), secret: found.name, candidates: [] };
    // A terminal would obey what it holds.
    if (!isSendable(found.token)) return { ...NO_TOKEN, ...ofSecret, error: explainGarbage(found, { account: owner, address }) };
    return { ...ofSecret, ...claimsOf(found.token), token: found.token, findings: findingsOf(found, address) };
  }
  return {
    ...head,
    ...NO_TOKEN,
    subject: secret !== undefined && name === undefined ? null : subjectOf(account),
    candidates: found.kind === 'several' ? found.secrets.map(candidateOf) : [],
    error: explainMissing(found, { account, address }),
  };
}

/** The token is what was asked for, and it is here, whatever API servers make of it. */
function findingsOf(secret: FilledSecret, address: readonly string[]): readonly Finding[] {
  const { namespace, name, token, invalidSince } = secret;
  const fault = faultOfForm(readToken(token));
  return [
    ...(fault === undefined ? [] : [{ id: fault.id, message: `The token of the Secret ${namespace}/${name} ${fault.text}` }]),
    ...(invalidSince === undefined ? [] : [markedInvalid(secret, { since: invalidSince, address })]),
  ].map((finding) => ({ ...finding, severity: 'warning' }));
}

function candidateOf({ name, createdAt, isOurs, lastUsed }: TokenSecret): TokenCandidate {
  return {
    secret: name,
    created: createdAt === undefined ? null : new Date(createdAt).toISOString(),
    ours: isOurs,
    lastUsed: lastUsed ?? null,
  };
}
