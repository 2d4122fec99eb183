import { skip } from '../../answer.ts';
import type { Answer } from '../../answer.ts';

/** What a release's dump cannot tell; `why` is a sentence without a full stop. */
export function skipForRelease(why: string): Answer {
  return { ...skip('What the gateway has cannot be seen'), cause: { id: 'G16', message: `${why}.` } };
}
