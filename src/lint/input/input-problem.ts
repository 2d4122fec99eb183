import type { Position } from '../../apisix/position.ts';

/** Why a file, or a document of it, could not be looked at. */
export interface InputProblem {
  readonly path: string;
  readonly id: 'L03';
  /** A warning for what was found, not named, and is no file that a gateway could read. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string;
  readonly position: Position;
  /** Reading failed (rights, a disk): the run could not do what it was asked. */
  readonly isUnreadable?: true;
}
