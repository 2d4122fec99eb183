import type { CatalogueId } from '../../findings/catalogue.ts';
import { refusalOf } from '../../kube/token-refusal.ts';
import type { TokenRefusal } from '../../kube/token-refusal.ts';
import { renewCommand } from '../../token/commands.ts';
import { answersOf, answerText } from '../api-answer.ts';
import type { ApiAnswer } from '../api-answer.ts';
import type { Likelihood } from '../cause.ts';
import { pattern } from '../pattern.ts';
import type { PatternCause } from '../pattern.ts';
import { doctor, proofOf } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

const PROVE = doctor('identity');

const RENEW = renewCommand(undefined, { address: [] });

/** A 401 names no reason, so these are ordered by how often they are met. */
const ROWS: readonly (readonly [id: CatalogueId, likelihood: Likelihood, message: string, mend?: string])[] = [
  ['T04', 'most likely', 'The token has expired. Those of kubectl create token live an hour unless told otherwise.'],
  ['T11', 'possible', 'The Secret of the token is gone. Made again under the same name it holds the very same token.'],
  ['T10', 'possible', 'The account of the token was deleted, perhaps made again: its old tokens do not come back.'],
  ['T09', 'possible', 'The token is of another cluster, or the keys of this one were changed.'],
  ['T03', 'possible', 'The token is damaged: cut off, in quotes, with a blank in it or a character changed.'],
  [
    'T01',
    'possible',
    'The token is still encoded in base64, as kubectl get secret -o yaml shows it.',
    'base64 -d token.txt > token',
  ],
  ['T12', 'possible', 'The token was copied out of a pod that is gone.'],
  ['T08', 'possible', 'The token is meant for another audience.'],
  ['T18', 'possible', 'The token lay idle for a year, and the clean-up of legacy tokens has marked its Secret invalid.'],
  ['T28', 'possible', 'It is the token of the own pod of the gateway, sent to another cluster.'],
  ['T27', 'possible', 'What stands there is a placeholder, such as ... or <token>.'],
  ['T21', 'possible', 'The token is that of a person or a cloud, not of a service account.'],
  [
    'T07',
    'possible',
    'The token was renewed, but client.token is read when the gateway starts, never again.',
    'reload the gateway, or use client.token_file',
  ],
  ['T20', 'possible', 'The token is not valid yet: the clocks differ by more than a minute.', 'set the clocks by NTP'],
  [
    'T23',
    'possible',
    'Several API servers behind one address do not share their keys: it comes and goes.',
    'give all API servers the same keys of service accounts',
  ],
  ['T22', 'possible', 'No token is sent at all, and the API server takes no anonymous requests.'],
  [
    'E05',
    'unlikely',
    'The token is a reference such as x${TOKEN}, which is sent as it stands: only a value that is nothing else is replaced.',
    'client.token: ${TOKEN}',
  ],
];

/** The API server refuses the token, and does not say why. */
export const refusedToken = pattern<ApiAnswer>({
  name: 'token-refused',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:316: list failed, kind: Endpoints, reason: Unauthorized, message : {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}',
    'error: You must be logged in to the server (Unauthorized)',
  ],
  of: answersOf(401),
  text: answerText,
  causes: [
    ...ROWS.map(([id, likelihood, message, mend = RENEW]): PatternCause<ApiAnswer> => ({
      id,
      likelihood,
      message,
      prove: proofOf(id, PROVE),
      mend,
    })),
    {
      id: 'T06',
      likelihood: 'possible',
      before: '3.13.0',
      message: 'The token of the pod is renewed in its file, but before APISIX 3.13 the file is read once.',
      prove: PROVE,
      mend: 'restart the gateway, then upgrade to 3.13 or newer',
    },
    {
      id: 'E03',
      likelihood: 'unlikely',
      before: '3.18.0',
      message:
        'The variable of the token got the value of another whose name begins with its name, such as TOKEN and TOKEN_FILE.',
      prove: doctor('environment'),
      mend: 'rename one of the variables',
    },
  ],
});

/** What the API server says to those who may ask it. */
const REFUSALS: Readonly<Record<TokenRefusal, readonly (readonly [id: CatalogueId, message: string])[]>> = {
  'not-recognised': [
    ['T03', 'The token is none that this API server knows: it may be damaged.'],
    ['T09', 'The token was issued by another cluster.'],
    ['T01', 'The token is still encoded in base64.'],
    ['T21', 'The token is that of a person or a cloud, not of a service account.'],
    ['T27', 'What stands there is a placeholder.'],
  ],
  'unknown-key': [
    [
      'T09',
      'The token is signed with a key that this API server does not have: it is of another cluster, or the keys were changed.',
    ],
  ],
  'bad-signature': [
    ['T03', 'The signature of the token does not fit: a character is missing or changed.'],
    ['T09', 'The token is of another cluster whose key has the same name.'],
  ],
  expired: [['T04', 'The token has expired.']],
  'not-yet-valid': [['T20', 'The token is not valid yet: the clocks differ by more than a minute.']],
  'issued-in-future': [['T20', 'The token was issued in the future: the clocks differ by more than a minute.']],
  'wrong-audience': [['T08', 'The token is meant for another audience.']],
  'account-missing': [['T10', 'The account of the token is gone.']],
  'account-replaced': [['T10', 'The account of the token was deleted and made again, which ends its old tokens.']],
  invalidated: [
    ['T11', 'The Secret of the token is gone.'],
    ['T12', 'The pod that the token was copied out of is gone.'],
    ['T10', 'The account of the token was deleted, and its Secret with it.'],
  ],
  'secret-replaced': [
    ['T11', 'The Secret of that name holds another token now.'],
    ['T10', 'The account was deleted and made again, and so was a Secret of the same name.'],
  ],
  'marked-invalid': [['T18', 'The token lay idle, and the clean-up of legacy tokens has marked its Secret invalid.']],
};

interface Refused {
  readonly words: string;
  readonly refusal: TokenRefusal;
}

function refused(symptom: Symptom): Refused | undefined {
  if (symptom.kind !== 'token-refused') return undefined;
  const refusal = refusalOf(symptom.words);
  return refusal === undefined ? undefined : { words: symptom.words, refusal };
}

/** What a TokenReview, or the log of an API server, says of a token. */
export const reviewedToken = pattern<Refused>({
  name: 'token-reviewed',
  examples: [
    "  error: '[invalid bearer token, service account token has expired]'",
    'E1121 10:01:12.345678       1 authentication.go:73] "Unable to authenticate the request" err="[invalid bearer token, Token has been invalidated]"',
  ],
  of: refused,
  text: ({ words }) => words,
  causes: Object.entries(REFUSALS).flatMap(([refusal, rows]) =>
    rows.map(([id, message], at): PatternCause<Refused> => ({
      id,
      likelihood: rows.length === 1 ? 'certain' : at === 0 ? 'most likely' : 'possible',
      when: (symptom) => symptom.refusal === refusal,
      message,
      prove: 'k8s-disco token verify token',
      mend: id === 'T20' ? 'set the clocks by NTP' : RENEW,
    })),
  ),
});
