/** What `playground` was asked. */
export interface PlaygroundFlags {
  /** Absent: a free one. */
  readonly port?: number;
  /** As given: `KIND` or `KIND:TIMES`. */
  readonly fault: readonly string[];
  /** Numbered services beside the friendly ones. */
  readonly services: number;
  /** Where to put the files; a new directory under the system's when absent. */
  readonly dir?: string;
  readonly demo?: true;
}
