import { expect, it } from 'vitest';
import { tokenWhole } from '../../../../src/doctor/checks/identity/token-whole.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { ScriptedTransport } from '../../../support/scripted-transport.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../../../support/tokens.ts';

const TOKEN = unsignedToken(SECRET_CLAIMS);
const EXPIRED = unsignedToken(boundClaims({ iat: 0, exp: 3600 }));
const GET = 'k8s-disco token get --out-file token --context prod';

/** Nobody is asked. */
async function answer(text: string | undefined, fields: ExaminedClusterFields = {}): Promise<Answer | undefined> {
  const transport = new ScriptedTransport();
  const token = text === undefined ? undefined : ({ text, place: { kind: 'file', path: 'token' } } as const);
  const [only] = await tokenWhole.examine(examinedCluster(transport, { token, address: ['--context', 'prod'], ...fields }));
  expect(transport.requests).toEqual([]);
  return only;
}

const fail = (id: string, message: string, mend?: string) => ({
  outcome: 'fail',
  evidence: [],
  cause: { id, message: `The token in token ${message}` },
  ...(mend === undefined ? {} : { mend }),
});

it.each<readonly [title: string, text: string | undefined, expected: object, fields: ExaminedClusterFields]>([
  ['a whole one is', TOKEN, { outcome: 'pass', evidence: [] }, {}],
  ['an expired one is, too', EXPIRED, { outcome: 'pass', evidence: [] }, {}],
  ['one of a person may be', 'kubeconfig-u-x7k2p:zzzzzzzzzz', { outcome: 'pass', evidence: [] }, {}],
  ['a newline harms none of today', `${TOKEN}\n`, { outcome: 'pass', evidence: [] }, {}],
  ['there is none', undefined, { outcome: 'skip', evidence: ['No token of a gateway is known'] }, {}],
  [
    'one in base64 is not',
    base64(TOKEN),
    fail('T01', 'is still encoded in base64: the API server answers 401', '(umask 077; base64 -d token > decoded-token)'),
    {},
  ],
  [
    'a newline harms old gateways',
    `${TOKEN}\n`,
    fail(
      'T02',
      'ends in a newline, which is sent along: the API server answers 400',
      "(umask 077; tr -d '\\r\\n' < token > token-without-newline)",
    ),
    { release: '2.15.3' },
  ],
  [
    'half of one is not',
    TOKEN.slice(0, -2),
    fail('T03', 'has a signature of 340 characters, as RS256 never has: its end is missing: the API server answers 401', GET),
    {},
  ],
  ['nothing is not', '\n', fail('T22', 'is empty: to the API server that is system:anonymous', GET), {}],
  [
    'a word in its place is not',
    'your-token',
    fail('T27', 'only holds the place of a token: the API server answers 401', GET),
    {},
  ],
  [
    'the context stays open where none leads to the cluster',
    'your-token',
    {
      ...fail(
        'T27',
        'only holds the place of a token: the API server answers 401',
        GET.replace('--context prod', '--context CONTEXT'),
      ),
      evidence: ['No context of the kubeconfig names this API server: put one that leads there in place of CONTEXT'],
    },
    { address: undefined },
  ],
])('%s', async (_, text, expected, fields) => {
  expect(await answer(text, fields)).toEqual(expected);
});
