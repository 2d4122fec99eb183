import type { RunCheck } from '../../check.ts';
import { configAnswers } from '../../config-answers.ts';

/** Whether the selectors and the weight can leave anything to send requests to, whatever is in the cluster. */
export const configLeavesNodes: RunCheck = {
  name: 'config-leaves-nodes',
  category: 'config',
  title: 'The config leaves nodes to send requests to',
  reads: 'namespace_selector, label_selector and default_weight in the file of --config, as lint does',
  causes: ['C15', 'C16', 'C17', 'C24'],
  needs: ['config-accepted'],
  pre: 'too',
  scope: 'run',
  examine: (examination) => configAnswers(examination, 'nodes'),
};
