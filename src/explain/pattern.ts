import type { CatalogueId } from '../findings/catalogue.ts';
import type { ExplainedCause, Likelihood } from './cause.ts';
import type { Symptom } from './symptom.ts';

type Text<S> = string | ((symptom: S) => string);

/** A cause that a pattern knows. */
export interface PatternCause<S> {
  readonly id: CatalogueId;
  readonly likelihood: Likelihood | ((symptom: S, releases: readonly string[]) => Likelihood);
  /** Absent: always. */
  readonly when?: (symptom: S) => boolean;
  /** Releases of the gateway that it can happen with; absent: all. */
  readonly since?: string;
  readonly before?: string;
  readonly message: Text<S>;
  readonly prove: Text<S>;
  readonly mend: Text<S>;
}

/** One kind of symptom, and everything that may be behind it. */
export interface PatternAbout<S> {
  /** `list-forbidden`; unique. */
  readonly name: string;
  /** Lines as they stand in logs and on terminals. */
  readonly examples: readonly string[];
  /** What the pattern needs to know of a symptom; undefined for one of another kind. */
  readonly of: (symptom: Symptom) => S | undefined;
  /** The symptom in one line, with what identifies it and without what varies: equal texts are one group. */
  readonly text: (symptom: S) => string;
  /** Most likely first. */
  readonly causes: readonly PatternCause<S>[];
}

/** What one symptom comes to. */
export interface Explained {
  readonly text: string;
  /** At least one. */
  readonly causes: readonly ExplainedCause[];
}

/** A pattern, whatever it needs to know of a symptom. */
export interface Pattern {
  readonly name: string;
  readonly examples: readonly string[];
  /** Every id that it may name. */
  readonly ids: readonly CatalogueId[];
  /** Undefined for a symptom of another kind, and for one that has no cause with these releases of the gateway. */
  readonly explain: (symptom: Symptom, releases: readonly string[]) => Explained | undefined;
}

/** A pattern of the facts about it. */
export function pattern<S>({ name, examples, of, text, causes }: PatternAbout<S>): Pattern {
  return {
    name,
    examples,
    ids: [...new Set(causes.map(({ id }) => id))],
    explain: (symptom, releases) => {
      const own = of(symptom);
      if (own === undefined) return undefined;
      const explained = causes
        .filter((cause) => cause.when?.(own) !== false && isOfOne(cause, releases))
        .map(({ id, likelihood, message, prove, mend }): ExplainedCause => ({
          id,
          likelihood: typeof likelihood === 'string' ? likelihood : likelihood(own, releases),
          message: textOf(message, own),
          prove: textOf(prove, own),
          mend: textOf(mend, own),
        }));
      return explained.length === 0 ? undefined : { text: text(own), causes: explained };
    },
  };
}

function textOf<S>(text: Text<S>, symptom: S): string {
  return typeof text === 'string' ? text : text(symptom);
}

/** Whether a release of the gateway is older than another. */
export function isBefore(release: string, other: string): boolean {
  return release.localeCompare(other, 'en', { numeric: true }) < 0;
}

function isOfOne({ since, before }: Pick<PatternCause<never>, 'since' | 'before'>, releases: readonly string[]): boolean {
  return releases.some(
    (release) => (since === undefined || !isBefore(release, since)) && (before === undefined || isBefore(release, before)),
  );
}

/** A symptom of one kind, for a pattern. */
export function ofKind<K extends Symptom['kind']>(kind: K): (symptom: Symptom) => Extract<Symptom, { kind: K }> | undefined {
  // The discriminant was compared, which the compiler does not carry over to a type parameter.
  return (symptom) => (symptom.kind === kind ? (symptom as Extract<Symptom, { kind: K }>) : undefined);
}
