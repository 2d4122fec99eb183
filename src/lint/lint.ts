import type { Release } from '../apisix/release.ts';
import type { ObjectKind } from '../apisix/routing/routing-object.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';
import type { LintDocument } from './document.ts';
import { documentLines } from './document-lines.ts';
import { placeInFile } from './find-places.ts';
import type { Places } from './find-places.ts';
import { foretell } from './foretell.ts';
import type { Judgements } from './judgements.ts';
import type { LintFinding } from './report.ts';
import type { Rule } from './rule.ts';
import type { ObjectName, RunFacts } from './run-facts.ts';
import { runRules } from './run-rules.ts';
import { spanLookup } from './span-at.ts';

/** What a run of the rules is given. */
export interface LintQuestion {
  readonly documents: readonly LintDocument[];
  /** Of each release asked for, oldest first; at least one. */
  readonly judgements: ReadonlyMap<Release, Judgements>;
  readonly rules: readonly Rule[];
  readonly env: Environment;
  /** What does not follow from the judgements. */
  readonly facts: Pick<RunFacts, 'isGatewayEnv' | 'namedFile' | 'manifests' | 'now'>;
}

/**
 * Asks every rule about every document and says where in the files what they found stands; nothing is suppressed yet, and the order is
 * none in particular. Reads no file and never throws for what a document holds.
 */
export function lint({ documents, judgements, rules, env, facts: outside }: LintQuestion): LintedDocuments {
  const known = {
    ...outside,
    releases: [...judgements.keys()],
    env,
    configs: (release: Release) => judgements.get(release)?.configs ?? [],
    objectNamed: (release: Release, name: ObjectName) => judgements.get(release)?.objectNamed(name),
    idsOf: (release: Release, kind: ObjectKind) => judgements.get(release)?.idsOf(kind) ?? [],
  };
  const facts: RunFacts = { ...known, foretell: (judged) => foretell(judged, { rules, facts: known }) };
  const findings = new Map<LintDocument, LintFinding[]>(documents.map((document) => [document, []]));
  const placesIn = placesReader();
  for (const complaint of runRules(rules, { documents, judgements, facts })) {
    findings.get(complaint.document)?.push(placeInFile(complaint, placesIn(complaint.document)));
  }
  return findings;
}

/** Made for documents with complaints alone: few of a thousand have one. */
function placesReader(): (document: LintDocument) => Places {
  const known = new Map<LintDocument, Places>();
  return (document) => {
    const places = known.get(document) ?? { spanAt: spanLookup(document.root), lineAt: documentLines(document) };
    known.set(document, places);
    return places;
  };
}

/** The findings of each document. */
export type LintedDocuments = ReadonlyMap<LintDocument, readonly LintFinding[]>;
