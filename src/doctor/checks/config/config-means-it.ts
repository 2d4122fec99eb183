import { pass, skip } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { readLintedConfig } from '../../facts/linted-config.ts';
import { answersOf } from '../../found-answer.ts';

/** Whether the gateway reads its config as it was meant. */
export const configMeansIt: RunCheck = {
  name: 'config-means-it',
  category: 'config',
  title: 'The config says what was meant',
  reads: 'the file of --config, as lint does',
  causes: ['C10', 'C19', 'C22', 'C23', 'C25', 'C27', 'C28', 'C32', 'C35', 'C37', 'C39'],
  needs: ['config-accepted'],
  pre: 'too',
  scope: 'run',
  async examine(examination) {
    const config = await examination.once(readLintedConfig);
    if (config === undefined) return [skip('No --config was given')];
    const found = config.findings.filter(({ topic }) => topic === 'meaning');
    const answers = answersOf(found);
    if (answers.length > 0) return answers;
    return [pass({ evidence: found.map(({ finding }) => finding.message) })];
  },
};
