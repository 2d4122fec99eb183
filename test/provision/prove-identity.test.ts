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
  const until = clock.now() + 1000;
  const { what: _what, message, ...step } = await proveIdentity({ ...asking, clock, until, subject: SUBJECT, isBare });
  return { step: { ...step, message: message.replaceAll(url, 'SERVER') }, waits: clock.slept.length };
}

function isUser(username: string): Readonly<Record<string, ObjectAnswer>> {
  return { [REVIEW]: { status: { userInfo: { username } } } };
}

const UNSAID = {
  outcome: 'unknown',
  message: `SERVER does not say whose token it is (Kubernetes does from 1.28 on); it was made for ${SUBJECT}`,
};

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
  ['told by no old API server', {}, {}, UNSAID],
  ['kept by a proxy, or by RBAC of an old API server', { [REVIEW]: refusal(403, 'Forbidden', 'no') }, {}, UNSAID],
  [
    'refused',
    { [REVIEW]: refusal(401, 'Unauthorized', 'Unauthorized') },
    {},
    { outcome: 'fail', id: 'T30', message: expect.stringMatching(/^SERVER refuses .* \(401\): Unauthorized$/) },
  ],
])('the identity is %s', async (_what, answers, options, step) => {
  expect(await prove(answers, options)).toHaveProperty('step', step);
});

test('a token that is not known yet is tried again, which helps no server that does not say', async () => {
  expect(await prove({ [REVIEW]: refusal(401, 'Unauthorized', 'Unauthorized') })).toMatchObject({ waits: 5 });
  expect(await prove({ [REVIEW]: refusal(403, 'Forbidden', 'no') })).toMatchObject({ waits: 0 });
});
