import { CATALOGUE } from '../../findings/catalogue.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Place } from '../../findings/user-error.ts';
import type { CheckAbout } from '../../doctor/check.ts';
import { explanationOf } from '../explanation-of.ts';
import { markdownProse } from '../markdown.ts';
import { artifactLocationOf, sarifText } from '../sarif.ts';
import type { SarifResult, SarifRule } from '../sarif.ts';
import { anchorOf } from './anchor.ts';
import type { DoctorFormat } from './format.ts';
import { resultParts } from './result-parts.ts';
import { worstFirst } from './worst-first.ts';
import type { TroubledResult } from './worst-first.ts';

/**
 * SARIF with every id that a check may name as a rule, and a result for each failure and warning. Each has the cluster and the check as a
 * logical location; what is wrong in a file has its place there.
 */
export const doctorSarif: DoctorFormat = (report, { version, checks }) => {
  const results = worstFirst(report).flatMap(resultsOf);
  const named = new Set<string>([...checks.flatMap(({ causes }) => causes), ...results.map(({ ruleId }) => ruleId)]);
  const ids = (Object.keys(CATALOGUE) as CatalogueId[]).filter((id) => named.has(id)); // keys of a constant
  return sarifText({ version, rules: ids.map((id) => ruleOf(id, checks)), results });
};

function ruleOf(id: CatalogueId, checks: readonly CheckAbout[]): SarifRule {
  const { why, mend } = explanationOf(id);
  const anchors = checks.filter(({ causes }) => causes.includes(id)).map(({ name }) => anchorOf({ id: name }));
  const told = anchors.length === 0 ? [] : [`Told by ${anchors.join(', ')}`];
  return {
    id,
    shortDescription: { text: CATALOGUE[id].title },
    fullDescription: { text: why },
    help: {
      text: [why, `Mend: ${mend}`, ...told].join('\n\n'),
      markdown: [markdownProse(why), `**Mend:** ${markdownProse(mend)}`, ...told].join('\n\n'),
    },
  };
}

/** What nobody could say is no result. */
function resultsOf(result: TroubledResult): readonly SarifResult[] {
  const { outcome, id, cause, cluster, place } = result;
  if (outcome === 'unknown' || cause === undefined) return [];
  const fullyQualifiedName = cluster === undefined ? id : `${cluster}/${id}`;
  // GitHub refuses a whole log for one result without a file and a line, so where none is at fault this stands for one.
  const { path, line = 1, column }: Place = place ?? { path: fullyQualifiedName };
  return [
    {
      ruleId: cause.id,
      level: outcome === 'fail' ? 'error' : 'warning',
      message: { text: resultParts(result).join('\n') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactLocationOf(path),
            region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
          },
          logicalLocations: [{ name: id, fullyQualifiedName }],
        },
      ],
    },
  ];
}
