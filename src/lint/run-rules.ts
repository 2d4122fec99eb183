import type { Release } from '../apisix/release.ts';
import type { LintDocument } from './document.ts';
import type { Judgements } from './judgements.ts';
import { placeKey } from './place-key.ts';
import type { Complaint, Rule } from './rule.ts';
import type { RunFacts } from './run-facts.ts';

/** A complaint of one rule about one document, and the releases that it holds for, oldest first. */
export interface RuleComplaint {
  readonly rule: Rule;
  readonly document: LintDocument;
  readonly complaint: Complaint;
  readonly releases: readonly Release[];
}

/**
 * Everything the rules have to say. What a rule says alike of several releases is one complaint. In the order of the rules; sorting is
 * left to the report.
 */
export function runRules(
  rules: readonly Rule[],
  {
    documents,
    judgements,
    facts,
  }: {
    readonly documents: readonly LintDocument[];
    readonly judgements: ReadonlyMap<Release, Judgements>;
    readonly facts: RunFacts;
  },
): readonly RuleComplaint[] {
  return rules.flatMap((rule): readonly RuleComplaint[] => {
    switch (rule.subject) {
      case 'linter':
        return [];
      case 'document':
        return documents.flatMap((document) =>
          rule.check(document, facts).map((complaint) => ({ rule, document, complaint, releases: facts.releases })),
        );
      case 'config':
        return merged(rule, judgements, ({ configs }) =>
          configs.map((judged) => ({ document: judged.document, complaints: rule.check(judged, facts) })),
        );
      case 'object':
        return merged(rule, judgements, ({ objects }) =>
          objects.map((judged) => ({ document: judged.document, complaints: rule.check(judged, facts) })),
        );
    }
  });
}

type GrowingComplaint = RuleComplaint & { readonly releases: Release[] };

interface Said {
  readonly document: LintDocument;
  readonly complaints: readonly Complaint[];
}

function merged(
  rule: Rule,
  judgements: ReadonlyMap<Release, Judgements>,
  ask: (judgements: Judgements) => readonly Said[],
): readonly RuleComplaint[] {
  const byDocument = new Map<LintDocument, Map<string, GrowingComplaint>>();
  for (const [release, judged] of judgements) {
    for (const { document, complaints } of ask(judged)) {
      const known = byDocument.get(document) ?? new Map<string, GrowingComplaint>();
      byDocument.set(document, known);
      for (const complaint of complaints) {
        const key = identity(complaint);
        const before = known.get(key);
        if (before === undefined) known.set(key, { rule, document, complaint, releases: [release] });
        // A rule may say the same twice of one release, as of two routes that share a line.
        else if (before.releases.at(-1) !== release) before.releases.push(release);
      }
    }
  }
  return [...byDocument.values()].flatMap((known) => [...known.values()]);
}

function identity({ message, position, severity }: Complaint): string {
  return [placeKey(position), severity, message].join(' ');
}
