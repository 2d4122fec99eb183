import { expect, test } from 'vitest';
import { proveIdentity } from '../../src/provision/prove-identity.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { objectServer, refusal } from '../support/object-server.ts';
import type { ObjectAnswer } from '../support/object-server.ts';

const REVIEW = 'POST /apis/authentication.k8s.io/v1/selfsubjectreviews';
const SUBJECT = 'system:serviceaccount:default:gw';

async function prove(answers: Readonly<Record<string, ObjectAnswer>>, { isBare = false } = {}) {
  const { asking, url } = await objectServer(answers);
  const clock = new FakeClock({ hasty: true });
  const { what: _what, message, ...step } = await proveIdentity({ ...asking, clock, until: 0, subject: SUBJECT, isBare });
  return { ...step, message: message.replaceAll(url, 'SERVER') };
}

function isUser(username: string): Readonly<Record<string, ObjectAnswer>> {
  return { [REVIEW]: { status: { userInfo: { username } } } };
}

test.each([
  ['its own', isUser(SUBJECT), {}, { outcome: 'pass', message: `the token is ${SUBJECT}` }],
  [
    "somebody else's",
    isUser('system:serviceaccount:default:other'),
    {},
    {
      outcome: 'fail',
      id: 'T19',
      message: `the API server takes the token for system:serviceaccount:default:other, not for ${SUBJECT}`,
    },
  ],
  [
    'that of a kubectl proxy',
    isUser('admin'),
    { isBare: true },
    { outcome: 'unknown', message: 'not tried: SERVER adds the credentials of admin, as kubectl proxy does' },
  ],
  [
    'told by no old API server',
    {},
    {},
    { outcome: 'unknown', message: `Kubernetes before 1.26 does not say whose token it is; it was made for ${SUBJECT}` },
  ],
  [
    'kept by a proxy',
    { [REVIEW]: refusal(403, 'Forbidden', 'no') },
    {},
    { outcome: 'unknown', message: expect.stringMatching(/^SERVER forbids POST .* \(403\): no$/) },
  ],
  [
    'refused',
    { [REVIEW]: refusal(401, 'Unauthorized', 'Unauthorized') },
    {},
    { outcome: 'fail', id: 'T30', message: expect.stringMatching(/^SERVER refuses .* \(401\): Unauthorized$/) },
  ],
])('the identity is %s', async (_what, answers, options, step) => {
  expect(await prove(answers, options)).toEqual(step);
});
