import type { TokenReading } from '../../kube/read-token.ts';
import type { Complaint, Fix, Rule } from '../rule.ts';
import { replacedText } from './edits.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { faultOf, seenTokens } from './seen-tokens.ts';
import type { SeenToken } from './seen-tokens.ts';

export const encodedToken: Rule = {
  id: 'T01',
  name: 'encoded-token',
  severity: 'error',
  subject: 'document',
  why:
    'The token is base64 text over the token proper: it begins with ZXlK, the base64 of eyJ. That is how kubectl get secret ' +
    '-o yaml shows it. It passes the start-up check, and the API server answers 401 Unauthorized.',
  mend: 'Decode it once. kubectl get secret NAME -o jsonpath={.data.token} | base64 -d prints the token.',
  source: 'Kubernetes API, Secret: data is encoded in base64',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig(`token: ${Buffer.from(LASTING_TOKEN).toString('base64')}`) } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (document, facts) =>
    seenTokens(document, facts).flatMap((token): readonly Complaint[] => {
      const { reading, name, position, written } = token;
      const fault = faultOf(token, 'T01', facts);
      if (fault === undefined) return [];
      const fix = decoding(token, reading);
      const once = written?.isData === true ? ', decoded once as all data is,' : '';
      return [
        {
          message: `${name}${once} ${fault.text}`,
          position,
          hint: 'Decode it once with base64 -d',
          ...(fix !== undefined && { fix }),
        },
      ];
    }),
};

/** Only where a well-formed token comes out. */
function decoding({ written }: SeenToken, reading: TokenReading): Fix | undefined {
  const token = decodedFully(reading);
  if (written === undefined || token === undefined) return undefined;
  const edit = replacedText(written.scalar, written.isData ? Buffer.from(token).toString('base64') : token);
  return edit && { description: 'Decode the token', edits: [edit] };
}

function decodedFully(reading: TokenReading): string | undefined {
  if (reading.kind !== 'encoded') return undefined;
  const { kind } = reading.token;
  return kind === 'service-account' || kind === 'jwt' ? reading.decoded : decodedFully(reading.token);
}
