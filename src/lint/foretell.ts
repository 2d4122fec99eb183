import type { Complaint, JudgedConfig, Rule } from './rule.ts';
import type { RunFacts } from './run-facts.ts';

/**
 * What rules would say of a config that no file of the run holds, such as one with a fix applied: errors and warnings. Its document stands
 * for the place alone; nothing else in it is looked at.
 */
export function foretell(
  judged: JudgedConfig,
  { rules, facts }: { readonly rules: readonly Rule[]; readonly facts: Omit<RunFacts, 'foretell'> },
): readonly Complaint[] {
  const document = { ...judged.document, root: undefined, malformed: undefined, objects: () => ({ objects: [], problems: [] }) };
  const config = { ...judged, document };
  const foretold: RunFacts = { ...facts, releases: [judged.release], configs: () => [config], foretell: () => [] };
  return rules.flatMap((rule) => {
    const complaints =
      rule.subject === 'config'
        ? rule.check(config, foretold)
        : rule.subject === 'document'
          ? rule.check(document, foretold)
          : [];
    return complaints.filter(({ severity = rule.severity }) => severity !== 'info');
  });
}
