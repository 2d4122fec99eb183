import type { Clock } from '../../time/clock.ts';
import type { Answer } from '../answer.ts';
import type { RequestTarget } from '../api-request.ts';

/** A request as a fault sees it. */
export interface Asked {
  readonly target: RequestTarget;
  readonly user: string;
  readonly query: URLSearchParams;
}

/** One way for the API server to misbehave. Adding one costs one entry in a file of this folder. */
export type Fault = {
  /** As given with `--fault`. A promise: never renamed. */
  readonly kind: string;
  /** One line for the help. */
  readonly summary: string;
} & (
  | {
      readonly stage: 'request';
      /** The answer instead of the right one, or undefined for a request that this fault leaves alone. */
      readonly replace: (asked: Asked) => Answer | undefined;
    }
  | {
      readonly stage: 'answer';
      /** The right answer gone wrong, or undefined where this fault leaves it alone. */
      readonly disturb: (answer: Answer, clock: Clock) => Answer | undefined;
    }
  | {
      readonly stage: 'certificate';
      readonly certificate: 'expired' | 'wrong-name';
    }
  | { readonly stage: 'token-controller' }
);
