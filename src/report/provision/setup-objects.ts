import type { ClusterSetup, ObjectResult, ObjectState, TokenResult } from '../../provision/report.ts';
import type { Page } from '../../terminal/page.ts';
import type { Style } from '../../terminal/style.ts';
import { takesAway } from '../../provision/difference.ts';
import { headline } from '../headline.ts';
import { differenceLines } from './difference.ts';
import { nameOf, objectLines } from './objects.ts';

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
  'not-reached': { done: 'not written', planned: 'not reached', colour: 'dim' },
  failed: { done: 'failed', planned: 'would fail', colour: 'fail' },
};

/** What stands in the way, and how to go on, in the order in which it is told. */
const OBSTACLES = {
  foreign: {
    text: 'is not ours to change',
    mend: '--force takes over what is there and makes it as the lines with + say; --name NAME makes another account beside it.',
  },
  conflict: {
    text: 'was set otherwise by others',
    mend: '--force makes it as the lines with + say, and takes these fields over.',
  },
  immutable: {
    text: 'differs in a field that Kubernetes never changes',
    mend: '--recreate deletes it and makes it anew; the gateway is refused in between.',
  },
} as const satisfies Partial<Record<ObjectState, { readonly text: string; readonly mend: string }>>;

/** The objects of a cluster, and what stands in the way of writing them. */
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
      below: diff || object.state in OBSTACLES || takesAway(object.difference) ? differenceLines(object.difference, page) : [],
    };
  });
  return [...objectLines(lines, page), ...obstacleLines(objects, page)];
}

function detailOf({ kind, name, detail }: ObjectResult, token: TokenResult | null): string {
  const waitedMs = kind === 'Secret' && token?.secret === name ? token.waitedMs : null;
  const waited = waitedMs === null ? [] : [`token after ${(waitedMs / 1000).toFixed(1)} s`];
  return [...(detail === undefined ? [] : [detail]), ...waited].join(', ');
}

/** One verdict for each object that stands in the way, and for each kind of obstacle what to do about it. */
function obstacleLines(objects: readonly ObjectResult[], page: Page): string[] {
  return Object.entries(OBSTACLES).flatMap(([state, { text, mend }]) => {
    const stand = objects.filter((object) => object.state === state);
    return stand.flatMap((object) => {
      const below = object === stand.at(-1) ? [mend] : [];
      return headline({ verdict: 'fail', text: `${object.kind} ${nameOf(object)} ${text}`, below }, page);
    });
  });
}
