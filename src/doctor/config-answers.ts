import { pass, skip } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Examination } from './examination.ts';
import { readLintedConfig } from './facts/linted-config.ts';
import type { ConfigTopic } from './facts/linted-config.ts';
import { answersOf } from './found-answer.ts';

/** Why nobody can tell what a config comes to whose `${{VAR}}` could not be replaced. */
export const BEFORE_VARIABLES = 'Nobody can tell before the variables are set that it refers to';

/** What lint says of an accepted config in one respect; what only informs is evidence of a yes. */
export async function configAnswers(examination: Examination, respect: ConfigTopic): Promise<readonly Answer[]> {
  const config = await examination.once(readLintedConfig);
  if (config === undefined) return [skip('No --config was given')];
  if (config.isAccepted !== true) return [skip(BEFORE_VARIABLES)];
  const found = config.findings.filter(({ topic }) => topic === respect);
  const answers = answersOf(found);
  return answers.length > 0 ? answers : [pass({ evidence: found.map(({ finding }) => finding.message) })];
}
