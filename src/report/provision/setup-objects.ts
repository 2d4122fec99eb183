import { takesAway } from '../../provision/difference.ts';
import type { ClusterSetup, ObjectResult, ObjectState, TokenResult } from '../../provision/report.ts';
import { printable } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import type { Style } from '../../terminal/style.ts';
import { INDENT } from '../headline.ts';
import { objectLines } from './objects.ts';
import { isObstacle } from './obstacles.ts';

export interface SetupObjectsOptions {
  readonly page: Page;
  readonly dryRun: boolean;
  /** The difference of every object, not only of those that stand in the way or lose something. */
  readonly diff: boolean;
}

/** In words: of what was done, and of what would be done. */
const STATES: Readonly<Record<ObjectState, { readonly done: string; readonly planned: string; readonly colour: keyof Style }>> = {
  created: { done: 'created', planned: 'would be created', colour: 'pass' },
  changed: { done: 'changed', planned: 'would be changed', colour: 'pass' },
  unchanged: { done: 'unchanged', planned: 'unchanged', colour: 'dim' },
  recreated: { done: 'made anew', planned: 'would be made anew', colour: 'pass' },
  foreign: { done: 'not ours', planned: 'not ours', colour: 'fail' },
  conflict: { done: 'in conflict', planned: 'in conflict', colour: 'fail' },
  immutable: { done: 'cannot change', planned: 'cannot change', colour: 'fail' },
  'not-reached': { done: 'not written', planned: 'not written', colour: 'dim' },
  unreadable: { done: 'not readable', planned: 'not readable', colour: 'dim' },
  failed: { done: 'failed', planned: 'would fail', colour: 'fail' },
};

/** The objects of a cluster. */
export function setupObjects(
  { objects, token }: Pick<ClusterSetup, 'objects' | 'token'>,
  options: SetupObjectsOptions,
): string[] {
  const { page, dryRun, diff } = options;
  const lines = objects.map((object) => {
    const { done, planned, colour } = STATES[object.state];
    return {
      ...object,
      state: dryRun ? planned : done,
      colour,
      detail: detailOf(object, token),
      below: diff || isObstacle(object) || takesAway(object.difference) ? differenceLines(object.difference, page) : [],
    };
  });
  return objectLines(lines, page);
}

function detailOf({ kind, name, detail }: ObjectResult, token: TokenResult | null): string {
  const waitedMs = kind === 'Secret' && token?.secret === name ? token.waitedMs : null;
  const waited = waitedMs === null ? [] : [`token after ${(waitedMs / 1000).toFixed(1)} s`];
  return [...(detail === undefined ? [] : [detail]), ...waited].join(', ');
}

/** Lines of a unified diff: what goes in red, what comes in green. */
function differenceLines(difference: readonly string[], { style }: Page): string[] {
  return difference.map((line) => {
    const colour = line.startsWith('+') ? style.pass : line.startsWith('-') ? style.fail : style.dim;
    return `${' '.repeat(INDENT)}${colour(printable(line))}`;
  });
}
