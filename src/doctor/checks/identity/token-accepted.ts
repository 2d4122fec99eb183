import type { CatalogueId } from '../../../findings/catalogue.ts';
import type { VerifiedToken } from '../../../token/verify/verification.ts';
import { answerOf, pass, unknown } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { readVerification } from '../../facts/verification.ts';
import { answerToPerson } from '../../identity/answer-to-person.ts';
import { unsaid } from '../../identity/unsaid.ts';

/** What ends a token that was good: a gateway that had it goes on for a while (T29). */
const ENDS: readonly CatalogueId[] = ['T04', 'T10', 'T11', 'T12', 'T18'];

/** What a verification tells beside refusals of the token: other checks ask for it. */
const ELSEWHERE: readonly CatalogueId[] = ['T02', 'T19', 'R01', 'R02'];

/** Whether the API server takes the token, and if not, why. */
export const tokenAccepted: ClusterCheck = {
  name: 'token-accepted',
  category: 'identity',
  title: 'The API server accepts the token',
  reads:
    'SelfSubjectReview, five times over connections of their own; as an admin TokenReview, the account and the Secret of the token',
  rights: 'as an admin: create tokenreviews, get serviceaccounts and secrets',
  causes: ['T03', 'T04', 'T08', 'T09', 'T10', 'T11', 'T12', 'T18', 'T20', 'T21', 'T22', 'T23', 'T28', 'T30', 'R16', 'N11'],
  needs: ['api-server-answers', 'token-whole'],
  scope: 'cluster',
  async examine(cluster) {
    const verification = await cluster.once(readVerification);
    if (verification === undefined) return [await answerToPerson(cluster)];
    if (verification.kind === 'verified') return [answerToToken(verification)];
    const { id, message } = verification.error;
    return [id === 'R16' ? unsaid(message) : unknown(message)];
  },
};

function answerToToken(verification: VerifiedToken): Answer {
  const { user, findings } = verification;
  const refusal = findings.find(({ id, severity }) => severity === 'error' && !ELSEWHERE.includes(id));
  if (refusal !== undefined) return answerOf(refusal, { evidence: evidenceOf(refusal.id, verification) });
  if (user !== undefined) return pass({ title: `The API server accepts the token as ${user}` });
  return pass({ evidence: ['It does not say as whom: Kubernetes does from 1.28 on'] });
}

function evidenceOf(id: CatalogueId, { admin }: VerifiedToken): readonly string[] {
  const evidence: string[] = [];
  if (admin?.kind === 'failed') evidence.push(`The admin was not told more: ${admin.message}`);
  else if (admin?.review?.error !== undefined) evidence.push(`A TokenReview says: ${admin.review.error}`);
  if (ENDS.includes(id)) {
    evidence.push(
      'A gateway that had the token goes on for as long as its open watch does, 47 min at most, and learns nothing new then',
    );
  }
  return evidence;
}
