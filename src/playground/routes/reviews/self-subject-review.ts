import { userInfo } from '../../authentication/identity.ts';
import { timeText } from '../../time-text.ts';
import { AUTHENTICATION } from './review.ts';
import type { Review } from './review.ts';

/** Who am I? */
export const selfSubjectReview: Review = {
  group: AUTHENTICATION,
  plural: 'selfsubjectreviews',
  kind: 'SelfSubjectReview',
  answer: ({ identity, clock }) => ({
    metadata: { creationTimestamp: timeText(clock.now()) },
    status: { userInfo: userInfo(identity) },
  }),
};
