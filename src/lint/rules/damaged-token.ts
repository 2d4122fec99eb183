import type { TokenDamage } from '../../kube/read-token.ts';
import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { seenTokens } from './seen-tokens.ts';

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
    seenTokens(document, facts).flatMap(({ reading, name, position }): readonly Complaint[] => {
      switch (reading.kind) {
        case 'damaged':
          return [
            {
              message: `${name} ${damageText(reading.damage)}: the API server answers 401`,
              position,
              hint: 'Copy the token again',
            },
          ];
        case 'opaque':
          return [
            {
              message: `${name} is no token of a service account, which has three parts with dots between`,
              position,
              hint: 'Use the token of a service account, unless the API server has a list of static tokens',
              severity: 'warning',
            },
          ];
        default:
          return [];
      }
    }),
};

function damageText(damage: TokenDamage): string {
  switch (damage.kind) {
    case 'bearer':
      return 'begins with Bearer, which the gateway puts before it itself';
    case 'quotes':
      return 'stands in quotes, which are sent along';
    case 'blanks':
      return 'has a blank or a line break inside';
    case 'percent':
      return 'ends in %, which a shell prints behind a last line without newline';
    case 'parts':
      return `has ${damage.parts} part${damage.parts === 1 ? '' : 's'} in place of header, claims and signature`;
    case 'characters':
      return 'has characters that base64url does not have';
    case 'header':
      return 'has a header that cannot be read, as if its beginning were missing';
    case 'claims':
      return 'has claims that cannot be read, as if something were missing in the middle';
    case 'signature':
      return `has a signature of ${damage.characters} characters, as ${damage.algorithm} never has: its end is missing`;
  }
}
