import type { Problem } from '../../apisix/problem.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Complaint, JudgedConfig, Rule, RuleText } from '../rule.ts';

/** A rule about configs: reports what {@link refusedAs} finds under its id. */
export function refusalRule(text: RuleText): Rule {
  return { ...text, subject: 'config', check: (judged) => refusedAs(text.id, judged) };
}

/** What the release refuses about a config, or does not start with, under that id. */
export function refusedAs(id: CatalogueId, { verdict }: JudgedConfig): readonly Complaint[] {
  return [...verdict.refusals, ...verdict.startFailures].filter((problem) => problem.id === id).map(asComplaint);
}

/** What the release accepts but decides in silence, under that id. */
export function notedAs(id: CatalogueId, { verdict }: JudgedConfig): readonly Complaint[] {
  return verdict.notes.filter((problem) => problem.id === id).map(asComplaint);
}

/** What the model of the gateway says of a config, as a rule says it. */
export function asComplaint({ message, hint, position }: Problem): Complaint {
  return { message, position, ...(hint === undefined ? {} : { hint }) };
}
