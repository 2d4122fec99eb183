import type { Finding } from '../findings/finding.ts';
import { durationText } from '../findings/time-text.ts';
import type { Asking } from '../kube/ask.ts';
import { KubeError } from '../kube/kube-error.ts';
import { readObject } from '../kube/kube-object.ts';
import { isForApiServer } from '../kube/token-claims.ts';
import type { Transport } from '../kube/transport.ts';
import { subjectOf } from './account.ts';
import { explainMissingAccount } from './explain-missing.ts';
import { missingAccount } from './missing-account.ts';
import { claimsOf, NO_TOKEN } from './report.ts';
import type { AskedPlace, TokenFailure, TokenReport } from './report.ts';
import { requestToken } from './token-request.ts';
import type { IssuedToken, TokenWish } from './token-request.ts';

/** Has a token issued, or says why it cannot be. Rejects with a {@link KubeError}. */
export async function createToken(
  wish: TokenWish,
  { cluster, address, ...asking }: Asking<Transport> & AskedPlace,
): Promise<TokenReport> {
  const head = { action: 'create', cluster, server: asking.transport.server, subject: subjectOf(wish) } as const;
  const issued = await issue(wish, { ...asking, address });
  if ('message' in issued) return { ...head, ...NO_TOKEN, error: issued };
  const { token, expiresAt, audiences } = issued;
  const { issuer } = claimsOf(token);
  const expires = new Date(expiresAt).toISOString();
  const findings = [...shortenedFinding(issued), ...audienceFinding(wish, issuer)];
  return { ...head, ...NO_TOKEN, token, expires, audiences, issuer, findings };
}

/** The API server answers 404 for an account that is missing, for an object to bind to, and where it knows no TokenRequest. */
async function issue(
  wish: TokenWish,
  { address, ...asking }: Asking<Transport> & Pick<AskedPlace, 'address'>,
): Promise<IssuedToken | TokenFailure> {
  try {
    return await requestToken(wish, asking);
  } catch (error) {
    if (!(error instanceof KubeError) || error.kind !== 'not-found') throw error;
    const { namespace, name, boundTo } = wish;
    const account = await readObject({ apiVersion: 'v1', kind: 'ServiceAccount', namespace, name }, asking);
    if (account === undefined) return explainMissingAccount(await missingAccount(wish, asking), { account: wish, address });
    if (boundTo === undefined) throw error;
    const object = boundTo.kind === 'Node' ? boundTo.name : `${namespace}/${boundTo.name}`;
    return {
      message: `there is no ${boundTo.kind} ${object} to bind the token to`,
      hint: 'Without --bind-to the token is good until it expires, or the account goes.',
    };
  }
}

/** That the API server has granted less time than was asked for; empty where it has not. */
export function shortenedFinding({ shortened }: IssuedToken): readonly Finding[] {
  if (shortened === undefined) return [];
  const [asked, granted] = [durationText(shortened.asked * 1000), durationText(shortened.granted * 1000)];
  const message = `The API server shortened the life of the token to ${granted}; ${asked} were asked for`;
  return [{ id: 'T05', severity: 'warning', message }];
}

function audienceFinding({ audiences = [] }: TokenWish, issuer: string | null): readonly Finding[] {
  if (issuer === null || isForApiServer({ audiences, issuer })) return [];
  const message = `The API server itself probably refuses this token: it is for ${audiences.join(', ')}, not for ${issuer}. For a gateway, leave --audience out`;
  return [{ id: 'T08', severity: 'warning', message }];
}
