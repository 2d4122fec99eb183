import { CATALOGUE } from '../../findings/catalogue.ts';
import { githubAnnotations } from '../github-annotations.ts';
import type { Annotation } from '../github-annotations.ts';
import type { DoctorFormat } from './format.ts';
import { resultParts } from './result-parts.ts';
import { worstFirst } from './worst-first.ts';
import type { TroubledResult } from './worst-first.ts';

const LEVELS = { fail: 'error', warn: 'warning', unknown: 'notice' } as const;

/** Commands of GitHub Actions, which annotate the files that are at fault, and otherwise the run. */
export const doctorGithub: DoctorFormat = (report) => githubAnnotations(worstFirst(report).map(annotationOf), 'answer');

function annotationOf(result: TroubledResult): Annotation {
  const { outcome, cause, title, place } = result;
  return {
    level: LEVELS[outcome],
    place,
    title: cause === undefined ? title : `${cause.id} ${CATALOGUE[cause.id].title}`,
    lines: resultParts(result),
  };
}
