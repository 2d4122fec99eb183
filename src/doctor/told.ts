import type { Finding } from '../findings/finding.ts';
import { toldAt, UNKNOWN_CONTEXT } from '../token/verify/in-words.ts';
import { answerOf } from './answer.ts';
import type { Answer, AnswerDetails } from './answer.ts';
import type { ExaminedCluster } from './examined-cluster.ts';

type Addressed = Pick<ExaminedCluster, 'address'>;

/** The flags that lead to the cluster, for a command that {@link toldAnswer} will tell. */
export function addressOf({ address = UNKNOWN_CONTEXT }: Addressed): readonly string[] {
  return address;
}

/** A finding as an answer; its command becomes a part of the message where nothing is known to lead to the cluster. */
export function toldAnswer(finding: Finding, cluster: Addressed, details: AnswerDetails = {}): Answer {
  return answerOf(toldAt(cluster.address, finding), details);
}
