import { unknown } from '../answer.ts';
import type { Answer } from '../answer.ts';

/** Reviews of who is asking and of what one may do are both answered with 404; `why` is the server's, as a sentence. */
export function unsaid(why: string): Answer {
  const message = 'The API server, or something before it, does not say who is asking';
  return { ...unknown(why), cause: { id: 'R16', message } };
}
