import type { LocatedTable } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Release } from '../release.ts';
import type { Schema } from '../schema/schema.ts';
import type { Violation } from '../schema/violations.ts';

/** A registry other than kubernetes that may stand under `discovery`. */
export interface Registry {
  /** Its key under `discovery`, and the name of its module. */
  readonly name: string;
  /** The first release that has the module; undefined where every release has it. */
  readonly since?: string;
  /** What the start-up check of a release asks for (discovery/<name>/schema.lua at its tag). Keys it does not name pass with any value. */
  readonly schema: (release: Release) => Schema;
  /** Property → how it may be written, for hints. */
  readonly examples: Readonly<Record<string, string>>;
  /** How to mend a value that breaks its rule, where this registry knows better than the type alone tells. */
  readonly hint?: (violation: Violation) => string | undefined;
  /** What passes the check and fails as the registry starts in the http subsystem (discovery/<name>/init.lua). */
  readonly startFailures?: (block: LocatedTable) => readonly Problem[];
}

/** What a release makes of a key under `discovery`. */
export interface RegistryVerdict {
  /** Why the start-up check refuses it; empty when accepted. */
  readonly refusals: readonly Problem[];
  /** Why the gateway or the registry does not start with what the check accepted. */
  readonly startFailures: readonly Problem[];
}
