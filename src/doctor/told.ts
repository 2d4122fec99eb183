import type { Finding } from '../findings/finding.ts';
import { lacksContext, UNKNOWN_CONTEXT, WHOSE_CONTEXT } from '../token/verify/in-words.ts';
import { answerOf } from './answer.ts';
import type { Answer, AnswerDetails } from './answer.ts';
import type { ExaminedCluster } from './examined-cluster.ts';

type Addressed = Pick<ExaminedCluster, 'address'>;

/** The flags that lead to the cluster, for a command that {@link toldAnswer} will tell. */
export function addressOf({ address = UNKNOWN_CONTEXT }: Addressed): readonly string[] {
  return address;
}

/** A finding as an answer; where nothing is known to lead to the cluster, its last evidence says what the command lacks. */
export function toldAnswer(finding: Finding, cluster: Addressed, details: AnswerDetails = {}): Answer {
  if (!lacksContext(cluster.address, finding)) return answerOf(finding, details);
  return answerOf(finding, { ...details, evidence: [...(details.evidence ?? []), WHOSE_CONTEXT] });
}
