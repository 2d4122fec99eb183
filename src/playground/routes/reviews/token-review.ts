import { authenticate } from '../../authentication/authenticate.ts';
import { userInfo } from '../../authentication/identity.ts';
import { badRequest } from '../../status/status.ts';
import { AUTHENTICATION } from './review.ts';
import type { Review } from './review.ts';

/** Whose token is this, and what is wrong with it? The token is judged as the header of a request would be, so that one of blanks alone is nobody's. */
export const tokenReview: Review = {
  group: AUTHENTICATION,
  plural: 'tokenreviews',
  kind: 'TokenReview',
  answer({ store, tokenKey, clock }, spec) {
    const { token, audiences } = spec;
    if (typeof token !== 'string' || token === '') throw badRequest('token is required for TokenReview in authentication');
    const wanted = Array.isArray(audiences) && audiences.length > 0 ? audiences.map(String) : undefined;
    const verdict = authenticate(`Bearer ${token}`, { store, key: tokenKey, now: clock.now() }, wanted);
    const status = verdict.ok
      ? { authenticated: true, user: userInfo(verdict.identity), audiences: verdict.audiences }
      : { user: {}, error: verdict.error };
    return { metadata: {}, spec, status };
  },
};
