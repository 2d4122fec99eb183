import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { faultOf, seenTokens } from './seen-tokens.ts';

export const placeholderToken: Rule = {
  id: 'T27',
  name: 'placeholder-token',
  severity: 'error',
  subject: 'document',
  why:
    'Texts such as ..., xxx, changeme or your-token pass the start-up check, as any letters, digits, dots and dashes do, and ' +
    'the API server answers 401 Unauthorized.',
  mend: 'Fill in the token, or better name a file with token_file.',
  source: 'discovery/kubernetes/schema.lua, token_patterns, 3.0.0',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig('token: your-token') } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const fault = faultOf(token, 'T27', facts);
      if (fault === undefined) return [];
      return [{ message: `${token.name} ${fault.text}`, position: token.position, hint: 'Fill in a real one' }];
    }),
};
