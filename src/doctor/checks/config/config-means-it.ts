import type { RunCheck } from '../../check.ts';
import { configAnswers } from '../../config-answers.ts';

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
  examine: (examination) => configAnswers(examination, 'meaning'),
};
