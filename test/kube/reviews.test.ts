import { describe, expect, test } from 'vitest';
import { mayI, reviewToken, whoAmI } from '../../src/kube/reviews.ts';
import { objectServer, refusal } from '../support/object-server.ts';

const AUTHENTICATION = 'POST /apis/authentication.k8s.io';
const ACCESS = 'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const ACCOUNT = { username: 'system:serviceaccount:default:a', uid: 'u-1', groups: ['system:serviceaccounts'] };

describe('whoAmI', () => {
  test.each(['v1', 'v1beta1', 'v1alpha1'])('asks %s where the newer ones are not there', async (version) => {
    const question = `${AUTHENTICATION}/${version}/selfsubjectreviews`;
    const { asked, bodies, asking } = await objectServer({ [question]: { status: { userInfo: { ...ACCOUNT, extra: {} } } } });
    expect(await whoAmI(asking)).toEqual(ACCOUNT);
    expect(asked.at(-1)).toBe(question);
    expect(bodies.at(-1)).toEqual({ apiVersion: `authentication.k8s.io/${version}`, kind: 'SelfSubjectReview' });
  });

  test('does not know on a server before 1.26', async () => {
    const { asked, asking } = await objectServer({});
    expect(await whoAmI(asking)).toBeUndefined();
    expect(asked).toHaveLength(3);
  });

  test('rejects where the token is refused', async () => {
    const refused = refusal(401, 'Unauthorized', 'Unauthorized');
    const { asking } = await objectServer({ [`${AUTHENTICATION}/v1/selfsubjectreviews`]: refused });
    await expect(whoAmI(asking)).rejects.toMatchObject({ kind: 'unauthorized', details: { reason: 'Unauthorized' } });
  });
});

describe('mayI', () => {
  const right = { verb: 'list', group: '', resource: 'endpoints' };

  test.each([
    [{ allowed: true }, { allowed: true, reason: undefined }],
    [{ allowed: false }, { allowed: false, reason: undefined }],
    [
      { allowed: false, reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "x" not found' },
      { allowed: false, reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "x" not found' },
    ],
    [{}, { allowed: false, reason: undefined }],
  ])('reads %j', async (status, expected) => {
    const { bodies, asking } = await objectServer({ [ACCESS]: { status } });
    expect(await mayI(right, asking)).toEqual(expected);
    expect(bodies).toEqual([
      { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: right } },
    ]);
  });
});

test('an answer that is no review allows nothing, and is told', async () => {
  const { asking, url } = await objectServer({ [ACCESS]: { status: 200, body: { status: { allowed: true } } } });
  const asked = mayI({ verb: 'list', group: '', resource: 'endpoints' }, asking);
  await expect(asked).rejects.toThrow(`${url} answers with no kind where SelfSubjectAccessReview is due`);
});

describe('reviewToken', () => {
  const question = `${AUTHENTICATION}/v1/tokenreviews`;

  test.each([
    [
      { authenticated: true, user: ACCOUNT, audiences: ['https://kubernetes.default.svc'] },
      { authenticated: true, user: ACCOUNT, error: undefined, audiences: ['https://kubernetes.default.svc'] },
    ],
    [
      { error: '[invalid bearer token, Token has been invalidated]', user: {} },
      {
        authenticated: false,
        user: undefined,
        error: '[invalid bearer token, Token has been invalidated]',
        audiences: [],
      },
    ],
  ])('reads %j', async (status, expected) => {
    const { bodies, asking } = await objectServer({ [question]: { spec: { token: 'a.b.c' }, status } });
    expect(await reviewToken('a.b.c', asking)).toEqual(expected);
    expect(bodies).toEqual([{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: 'a.b.c' } }]);
  });

  test('shows the token in no error', async () => {
    const { asking, url } = await objectServer({ [question]: refusal(422, 'Invalid', 'cannot review a.b.c') });
    await expect(reviewToken('a.b.c', asking)).rejects.toThrow(`${url} rejects ${question} (422): cannot review [secret]`);
  });
});
