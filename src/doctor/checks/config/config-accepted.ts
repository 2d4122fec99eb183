import { pass, skip } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { BEFORE_VARIABLES } from '../../config-answers.ts';
import { readLintedConfig } from '../../facts/linted-config.ts';
import { answersOf } from '../../found-answer.ts';
import { answersOfUserError } from '../../user-error-answers.ts';

/** Whether the gateway starts discovery with its config, as far as the file decides it. */
export const configAccepted: RunCheck = {
  name: 'config-accepted',
  category: 'config',
  title: 'The gateway accepts its config',
  reads: 'the file of --config, as lint does',
  causes: [
    'C01',
    'C02',
    'C03',
    'C04',
    'C05',
    'C06',
    'C07',
    'C08',
    'C09',
    'C10',
    'C11',
    'C12',
    'C13',
    'C14',
    'C20',
    'C21',
    'C25',
    'C33',
    'C34',
    'C35',
    'C36',
    'C38',
    'L03',
    'L04',
  ],
  needs: [],
  pre: 'too',
  scope: 'run',
  async examine(examination) {
    const config = await examination.once(readLintedConfig);
    if (config === undefined) return [skip('No --config was given')];
    const { path, findings } = config;
    const stops = answersOf(findings.filter(({ topic }) => topic === 'start'));
    if (stops.length > 0) return stops;
    try {
      await examination.discovery();
      return [pass({ title: `${path} is accepted by APISIX ${examination.release.version}` })];
    } catch (error) {
      // Those of double braces are replaced before anything else.
      if (findings.some(({ finding }) => finding.id === 'E07')) {
        return [skip(BEFORE_VARIABLES)];
      }
      // A gateway may do without discovery, so lint says nothing of a config that has none.
      return answersOfUserError(error, 'C21');
    }
  },
};
