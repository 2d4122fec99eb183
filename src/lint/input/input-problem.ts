import type { Position } from '../../apisix/position.ts';

/** Why a file, or a document of it, could not be looked at. */
export interface InputProblem {
  readonly path: string;
  readonly id: 'L03' | 'L04';
  readonly message: string;
  readonly hint?: string;
  readonly position: Position;
}
