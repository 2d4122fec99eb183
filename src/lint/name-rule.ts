import { nameFaults } from './name-faults.ts';
import type { Rule, RuleText } from './rule.ts';

/** A rule about service_names: reports what {@link nameFaults} finds under its id. */
export function nameRule(text: RuleText): Rule {
  return {
    ...text,
    subject: 'object',
    check: (judged, facts) => nameFaults(judged, facts).filter(({ id }) => id === text.id),
  };
}
