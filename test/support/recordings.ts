import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is common to the expectations of all recordings. */
interface Expected {
  readonly ok: boolean;
  /** Recorded with a stand-in for one of the gateway's libraries. */
  readonly approx?: boolean;
}

/** Something the gateway's real code was given; the answer of a release may be the name of another with the same. */
export interface Recording<Expectation extends Expected> {
  readonly id: string;
  readonly yaml?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly expect: Readonly<Record<string, Expectation | string>>;
}

/** Those of the repository, unless another folder is given. Throws where there is no such file. */
export function readRecordings<One extends Recording<Expected>>(
  file: 'config.jsonl' | 'registries.jsonl' | 'routes.jsonl',
  directory = 'test/fixtures/recordings',
): readonly One[] {
  // In the form that docs/conformance.md tells of; what a reader needs of a recording, it declares.
  return readFileSync(join(directory, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object.assign({ env: {} }, JSON.parse(line) as One));
}

/** Undefined where nothing was recorded that a test may rely on. */
export function expectationOf<Expectation extends Expected>(
  recording: Recording<Expectation>,
  release: string,
): Expectation | undefined {
  const expectation = recording.expect[release];
  const expected = typeof expectation === 'string' ? recording.expect[expectation] : expectation;
  return typeof expected === 'string' || expected?.approx === true ? undefined : expected;
}

/** Lua has one empty table, and the null inside a list is one. */
export function emptiesAlike(value: unknown): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return {};
  if (Array.isArray(value)) return value.map(emptiesAlike);
  return typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, emptiesAlike(inner)]))
    : value;
}
