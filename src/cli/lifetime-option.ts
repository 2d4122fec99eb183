import { UserError } from '../findings/user-error.ts';
import { LONGEST_SECONDS, SHORTEST_SECONDS } from '../token/lifetime.ts';
import { durationOption } from './options.ts';

/** Takes how long a token is to live, as TokenRequest may be asked for it, in milliseconds. Throws a {@link UserError}. */
export function lifetimeOption(text: string): number {
  const milliseconds = durationOption('--duration', {
    atMost: LONGEST_SECONDS * 1000,
    hint: 'write 1h, 24h or 90d, at least 10m and at most 136y',
  })(text);
  if (milliseconds >= SHORTEST_SECONDS * 1000) return milliseconds;
  throw new UserError(`--duration ${text} is too short: API servers issue no token for less than 10 min`, {
    hint: 'write 10m or more',
  });
}
