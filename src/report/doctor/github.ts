import { CATALOGUE } from '../../findings/catalogue.ts';
import type { CheckAbout } from '../../doctor/check.ts';
import { githubAnnotations } from '../github-annotations.ts';
import type { Annotation } from '../github-annotations.ts';
import type { DoctorFormat } from './format.ts';
import { ownTitle, resultParts } from './result-parts.ts';
import { worstFirst } from './worst-first.ts';
import type { TroubledResult } from './worst-first.ts';

const LEVELS = { fail: 'error', warn: 'warning', unknown: 'notice' } as const;

/** Commands of GitHub Actions, which annotate the files that are at fault, and otherwise the run. */
export const doctorGithub: DoctorFormat = (report, { checks }) => {
  const isOne = report.clusters.length < 2;
  return githubAnnotations(
    worstFirst(report).map((result) => annotationOf(result, { isOne, checks })),
    'answer',
  );
};

function annotationOf(
  result: TroubledResult,
  { isOne, checks }: { readonly isOne: boolean; readonly checks: readonly CheckAbout[] },
): Annotation {
  const { outcome, cause, title, place, cluster } = result;
  const whose = isOne || cluster === undefined ? '' : ` in ${cluster}`;
  return {
    level: LEVELS[outcome],
    place,
    title: `${cause === undefined ? title : `${cause.id} ${CATALOGUE[cause.id].title}`}${whose}`,
    lines: [...ownTitle(result, checks), ...resultParts(result)],
  };
}
