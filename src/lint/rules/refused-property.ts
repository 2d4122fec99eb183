import type { Rule } from '../rule.ts';
import { asComplaint } from './problems.ts';

export const refusedProperty: Rule = {
  id: 'C36',
  name: 'refused-property',
  severity: 'error',
  subject: 'config',
  check: ({ verdict }) => verdict.refusals.filter(({ id = 'C36' }) => id === 'C36').map(asComplaint),
  why:
    'The start-up check of the gateway refuses a value: it is of another type, or not one of those allowed. From 3.0.0 on the ' +
    'gateway itself says no more of kubernetes than "object matches none of the required".',
  mend: 'Write a value as the message asks for.',
  source: 'cli/schema.lua and discovery/*/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    default_weight: "50"\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    default_weight: 50\n' } },
  },
};
