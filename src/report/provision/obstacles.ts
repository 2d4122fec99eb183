import type { ObjectResult, ObjectState } from '../../provision/report.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';
import { meantAccount } from './meant-account.ts';
import { nameOf } from './objects.ts';

/** What keeps an object, and with it every other, from being written. */
const OBSTACLES = {
  foreign: 'is not ours to change',
  conflict: 'has fields that others have set to other values',
  immutable: 'differs in a field that Kubernetes never changes',
} as const satisfies Partial<Record<ObjectState, string>>;

/** An object that stands in the way. */
type Obstacle = ObjectResult & { readonly state: keyof typeof OBSTACLES };

/** Whether an object is what keeps everything from being written. */
export function isObstacle(object: ObjectResult): object is Obstacle {
  return object.state in OBSTACLES;
}

/** One verdict for each object that stands in the way, the first of which says what came of it; what several have in common stands under the last. */
export function obstacleLines(
  objects: readonly ObjectResult[],
  { page, dryRun }: { readonly page: Page; readonly dryRun: boolean },
): string[] {
  return objects.filter(isObstacle).flatMap((obstacle, at, all) => {
    const outcome = at > 0 ? '' : dryRun ? 'nothing would be written: ' : 'nothing is written: ';
    const next = all[at + 1];
    const isSaidBelow = next !== undefined && adviceOn(next) === adviceOn(obstacle);
    const text = `${outcome}${obstacle.kind} ${nameOf(obstacle)} ${problemOf(obstacle)}`;
    return headline({ verdict: 'fail', text, below: isSaidBelow ? [] : [adviceOn(obstacle)] }, page);
  });
}

function problemOf({ state, serves }: Obstacle): string {
  return serves === undefined ? OBSTACLES[state] : `belongs to the account ${serves}`;
}

/** How to go on. What serves another account is not to be taken from it. */
function adviceOn({ state, serves, overriddenBy = [], name, difference }: Obstacle): string {
  if (serves !== undefined) {
    const sentences = [meantAccount(serves, name), 'Another --name makes a second account beside it.'];
    return sentences.filter((sentence) => sentence !== undefined).join(' ');
  }
  if (state === 'immutable') return '--recreate deletes it and makes it anew; the gateway is refused in between.';
  const asShown = difference.some((line) => line.startsWith('+')) ? ' and makes it as the lines with + say' : '';
  if (state === 'conflict') return `--force takes these fields over${asShown}.`;
  const deed = overriddenBy.includes('recreate')
    ? '--force --recreate deletes it and makes it anew'
    : `--force takes it over${asShown}`;
  return `${deed}; --name NAME makes another account beside it.`;
}
