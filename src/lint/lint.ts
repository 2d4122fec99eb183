import type { Release } from '../apisix/release.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';
import type { LintDocument } from './document.ts';
import { placeInFile } from './find-places.ts';
import type { Judgements } from './judgements.ts';
import { judgementsOf } from './judgements.ts';
import type { LintFinding } from './report.ts';
import type { Rule } from './rule.ts';
import type { RunFacts } from './run-facts.ts';
import { runRules } from './run-rules.ts';
import { spanLookup } from './span-at.ts';

/** What a run of the linter is asked. */
export interface LintQuestion {
  readonly documents: readonly LintDocument[];
  readonly rules: readonly Rule[];
  /** Oldest first, at least one. */
  readonly releases: readonly Release[];
  readonly env: Environment;
  readonly facts: Omit<RunFacts, 'configs' | 'objects' | 'releases' | 'env'>;
}

/** What the rules found, before anything is suppressed. */
export interface LintAnswer {
  readonly judgements: ReadonlyMap<Release, Judgements>;
  /** Per document, in no order. */
  readonly findings: ReadonlyMap<LintDocument, readonly LintFinding[]>;
}

/** Judges the documents as each release does, and asks every rule. Reads no file and never throws for what a document holds. */
export function lint({ documents, rules, releases, env, facts: outside }: LintQuestion): LintAnswer {
  const judgements = new Map(releases.map((release) => [release, judgementsOf(documents, { release, env })]));
  const facts: RunFacts = {
    ...outside,
    releases,
    env,
    configs: (release) => judgements.get(release)?.configs ?? [],
    objects: (release) => judgements.get(release)?.objects ?? [],
  };
  const findings = new Map<LintDocument, LintFinding[]>(documents.map((document) => [document, []]));
  const lookups = new Map(documents.map((document) => [document, spanLookup(document.root)]));
  for (const complaint of runRules(rules, { documents, judgements, facts })) {
    const { document } = complaint;
    const spanAt = lookups.get(document) ?? (() => undefined);
    findings.get(document)?.push(placeInFile(complaint, spanAt));
  }
  return { judgements, findings };
}
