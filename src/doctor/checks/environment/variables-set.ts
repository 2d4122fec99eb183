import type { DiscoveryConfig } from '../../../apisix/discovery-config/model.ts';
import { inWords } from '../../../apisix/in-words.ts';
import { UserError } from '../../../findings/user-error.ts';
import { pass, skip } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { Examination } from '../../examination.ts';
import { readLintedConfig } from '../../facts/linted-config.ts';
import { answersOf } from '../../found-answer.ts';

/** Whether the gateway finds the variables that its config names. */
export const variablesSet: RunCheck = {
  name: 'variables-set',
  category: 'environment',
  title: 'The variables are set that the config refers to',
  reads: 'the file of --config, and the environment or the file of --env-file',
  causes: ['E01', 'E02', 'E03', 'E04', 'E05', 'E06', 'E07', 'E08'],
  needs: [],
  pre: 'too',
  scope: 'run',
  async examine(examination) {
    const config = await examination.once(readLintedConfig);
    if (config === undefined) return [skip('No --config was given')];
    const found = config.findings.filter(({ topic }) => topic === 'variables');
    const answers = answersOf(found);
    if (answers.length > 0) return answers;
    const names = await variablesOf(examination);
    if (names === undefined) return [skip('Not before the gateway accepts its config')];
    if (names.length === 0) return [pass({ title: 'The config refers to no variables' })];
    const asides = found.map(({ finding }) => finding.message);
    return [pass({ evidence: [`It refers to ${inWords(names, 'and')}`, ...asides] })];
  },
};

/** Of `${VAR}`, each once; undefined for a config without discovery. */
async function variablesOf({ discovery }: Examination): Promise<readonly string[] | undefined> {
  const config = await discovery().catch((error: unknown): undefined => {
    if (error instanceof UserError || error instanceof AggregateError) return undefined;
    throw error;
  });
  return config === undefined ? undefined : [...new Set(namesIn(config))];
}

function namesIn({ clusters }: DiscoveryConfig): readonly string[] {
  return clusters
    .flatMap(({ service, client }) => [service.host, service.port, client.kind === 'token' ? client.token : client.path])
    .flatMap((value) => /^\$\{(.+)\}$/.exec(value)?.[1] ?? []);
}
