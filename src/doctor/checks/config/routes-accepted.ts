import type { CatalogueId } from '../../../findings/catalogue.ts';
import { pass, skip } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { FoundInFile } from '../../facts/linted-config.ts';
import { answersOf } from '../../found-answer.ts';
import type { LintedFiles } from '../../linted-files.ts';

/** What an object itself may have. Its service_names are resolved in the cluster, and of configs the gateway reads that of `--config` alone. */
const CAUSES: readonly CatalogueId[] = [
  'C34',
  'S21',
  'W01',
  'W02',
  'W03',
  'W04',
  'W05',
  'W12',
  'W20',
  'W21',
  'W22',
  'W23',
  'W24',
  'W25',
  'W26',
  'W27',
  'L03',
  'L04',
];

/** Whether the gateway takes the objects that ask for discovered nodes. */
export const routesAccepted: RunCheck = {
  name: 'routes-accepted',
  category: 'config',
  title: 'The gateway accepts the routes',
  reads: 'the files of --routes, as lint does',
  causes: CAUSES,
  needs: ['config-accepted'],
  pre: 'too',
  scope: 'run',
  async examine({ linted }) {
    const files = await linted();
    if (files === undefined || files.routes.length === 0) return [skip('No --routes were given')];
    const answers = answersOf(ofRoutes(files));
    return answers.length > 0 ? answers : [pass()];
  },
};

function ofRoutes({ report, config }: LintedFiles): readonly FoundInFile[] {
  return report.files
    .filter(({ path, kind }) => path !== config && kind !== 'config')
    .flatMap(({ path, findings, lines }) =>
      findings.filter(({ id }) => CAUSES.includes(id)).map((finding) => ({ finding, path, line: lines(finding.position.line) })),
    );
}
