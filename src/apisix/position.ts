/** A place in a file, 1-based, as editors count: columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
