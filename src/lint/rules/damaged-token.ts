import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { faultOf, seenTokens } from './seen-tokens.ts';

export const damagedToken: Rule = {
  id: 'T03',
  name: 'damaged-token',
  severity: 'error',
  subject: 'document',
  why:
    'The token of a service account is a JSON Web Token: header, claims and signature, each in base64url, with dots between. ' +
    'The gateway takes any text of these characters, and the API server answers 401 Unauthorized. The length of a signature ' +
    'tells where its end was lost: with RS256 it has 342 characters for a key of 2048 bits. A text that never was such a ' +
    'token is a warning, as an API server may know it from a list of static tokens.',
  mend: 'Copy the whole token again, without quotes and without the % that a shell prints behind it.',
  source: 'RFC 7515, 7.1; RFC 7518, 3.1',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN.slice(0, -9)}`) } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const fault = faultOf(token, 'T03', facts);
      if (fault === undefined) return [];
      const { severity, text } = fault;
      const hint =
        severity === 'error'
          ? 'Copy the token again'
          : 'Use the token of a service account, unless the API server has a list of static tokens';
      return [{ message: `${token.name} ${text}`, position: token.position, hint, severity }];
    }),
};
