import { expect, test } from 'vitest';
import { obtainToken } from '../../src/provision/obtain-token.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { objectServer } from '../support/object-server.ts';

const REQUEST = 'POST /api/v1/namespaces/default/serviceaccounts/gw/token';

test('a TokenRequest asks for a year unless the wish says otherwise, and tells what was granted of it', async () => {
  const { asking, bodies } = await objectServer({
    [REQUEST]: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 86_400 },
      status: { token: 'sesame', expirationTimestamp: '2026-11-22T00:00:00Z' },
    },
  });
  const options = { ...asking, clock: new FakeClock(), waitMs: 0, address: [] };
  const wish = {
    namespace: 'default',
    name: 'gw',
    resources: ['endpoints'],
    docsVerbs: false,
    token: 'request',
    labels: {},
    createNamespace: false,
    tokenSecret: undefined,
  } as const;
  const obtained = {
    kind: 'token',
    token: 'sesame',
    result: {
      secret: null,
      subject: 'system:serviceaccount:default:gw',
      expires: '2026-11-22T00:00:00.000Z',
      waitedMs: null,
    },
  };
  const message = 'The API server shortened the life of the token to 24 h; 365 d were asked for';
  const shortened = { id: 'T05', severity: 'warning', message };
  expect(await obtainToken(wish, options)).toEqual({ ...obtained, findings: [shortened] });
  expect(await obtainToken({ ...wish, tokenSeconds: 86_400 }, options)).toEqual({ ...obtained, findings: [] });
  expect(bodies).toMatchObject([{ spec: { expirationSeconds: 31_536_000 } }, { spec: { expirationSeconds: 86_400 } }]);
});
