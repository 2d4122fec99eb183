import type { Release } from '../apisix/release.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';
import type { LintDocument } from './document.ts';
import { placeInFile } from './find-places.ts';
import type { Judgements } from './judgements.ts';
import type { LintFinding } from './report.ts';
import type { Rule } from './rule.ts';
import type { RunFacts } from './run-facts.ts';
import { runRules } from './run-rules.ts';
import { spanLookup } from './span-at.ts';

/** What a run of the rules is given. */
export interface LintQuestion {
  readonly documents: readonly LintDocument[];
  /** Of each release asked for, oldest first; at least one. */
  readonly judgements: ReadonlyMap<Release, Judgements>;
  readonly rules: readonly Rule[];
  readonly env: Environment;
  readonly facts: Omit<RunFacts, 'configs' | 'objects' | 'releases' | 'env'>;
}

/**
 * Asks every rule about every document and says where in the files what they found stands; nothing is suppressed yet, and the order is
 * none in particular. Reads no file and never throws for what a document holds.
 */
export function lint({ documents, judgements, rules, env, facts: outside }: LintQuestion): LintedDocuments {
  const facts: RunFacts = {
    ...outside,
    releases: [...judgements.keys()],
    env,
    configs: (release) => judgements.get(release)?.configs ?? [],
    objects: (release) => judgements.get(release)?.objects ?? [],
  };
  const findings = new Map<LintDocument, LintFinding[]>(documents.map((document) => [document, []]));
  const lookups = new Map(documents.map((document) => [document, spanLookup(document.root)]));
  for (const complaint of runRules(rules, { documents, judgements, facts })) {
    const spanAt = lookups.get(complaint.document) ?? (() => undefined);
    findings.get(complaint.document)?.push(placeInFile(complaint, spanAt));
  }
  return findings;
}

/** The findings of each document. */
export type LintedDocuments = ReadonlyMap<LintDocument, readonly LintFinding[]>;
