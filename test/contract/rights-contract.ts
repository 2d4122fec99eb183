import { describe, expect, test } from 'vitest';

import { clientFor, failure, NAMESPACE } from './contract-target.ts';
import type { AccountName, ContractTarget } from './contract-target.ts';

const SLICES = '/apis/discovery.k8s.io/v1/endpointslices';

export function rightsContract(target: () => ContractTarget): void {
  const ask = async (token: string | undefined, path: string) => {
    const client = clientFor(target(), token);
    const { status, headers, text } = await client.send('GET', path);
    client.close();
    return { status, headers, body: JSON.parse(text) as unknown };
  };
  const as = (name: AccountName, path: string) => ask(target().tokens[name], path);
  const user = (name: AccountName) => `User "system:serviceaccount:${NAMESPACE}:${name}"`;

  describe('tokens', () => {
    test.each(['bad', 'a.b.c', 'Bearer x'])('%j is 401, with the one body that every bad token gets', async (token) => {
      const { status, body } = await ask(token, '/api/v1/endpoints');
      expect({ status, body }).toEqual({ status: 401, body: failure(401, 'Unauthorized', { reason: 'Unauthorized' }) });
    });

    test('of another signature is 401', async () => {
      const { gateway } = target().tokens;
      const [header, payload, signature = ''] = gateway.split('.');
      const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
      expect(await ask(forged, '/version')).toMatchObject({ status: 401 });
    });

    test.each([undefined, '', ' '])('absent or empty (%j) make an anonymous request, which has no rights', async (token) => {
      const message =
        'endpoints is forbidden: User "system:anonymous" cannot list resource "endpoints" in API group "" at the cluster scope';
      const { status, body } = await ask(token, '/api/v1/endpoints');
      expect({ status, body }).toEqual({
        status: 403,
        body: failure(403, message, { reason: 'Forbidden', details: { kind: 'endpoints' } }),
      });
    });

    test('are not needed for the version', async () => {
      expect(await ask(undefined, '/version')).toMatchObject({ status: 200, body: { major: '1' } });
    });

    test('are needed for the discovery documents', async () => {
      const message = 'forbidden: User "system:anonymous" cannot get path "/apis"';
      const { body } = await ask(undefined, '/apis');
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: {} }));
      expect(await as('no-rights', '/apis')).toMatchObject({ status: 200, body: { kind: 'APIGroupList' } });
    });
  });

  describe('rights', () => {
    test.each(['/api/v1/endpoints?limit=1', `${SLICES}?limit=1`])('let the gateway list %s', async (path) => {
      expect(await as('gateway', path)).toMatchObject({ status: 200 });
    });

    test('let the gateway watch', async () => {
      const client = clientFor(target(), target().tokens.gateway);
      expect(await client.send('GET', `${SLICES}?watch=1&timeoutSeconds=1`)).toMatchObject({ status: 200 });
      client.close();
    });

    test('without any a list is refused, and without the deprecation warning', async () => {
      const { status, headers, body } = await as('no-rights', '/api/v1/endpoints');
      const message = `endpoints is forbidden: ${user('no-rights')} cannot list resource "endpoints" in API group "" at the cluster scope`;
      expect(status).toBe(403);
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: { kind: 'endpoints' } }));
      expect(headers).not.toHaveProperty('warning');
    });

    test('a refusal about slices names their group', async () => {
      const { body } = await as('no-rights', SLICES);
      const what = 'cannot list resource "endpointslices" in API group "discovery.k8s.io" at the cluster scope';
      expect(body).toEqual(
        failure(403, `endpointslices.discovery.k8s.io is forbidden: ${user('no-rights')} ${what}`, {
          reason: 'Forbidden',
          details: { group: 'discovery.k8s.io', kind: 'endpointslices' },
        }),
      );
    });

    test('to list alone do not let watch', async () => {
      expect(await as('list-only', '/api/v1/endpoints?limit=1')).toMatchObject({ status: 200 });
      const { body } = await as('list-only', '/api/v1/endpoints?watch=1');
      const message = `endpoints is forbidden: ${user('list-only')} cannot watch resource "endpoints" in API group "" at the cluster scope`;
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: { kind: 'endpoints' } }));
    });

    test('in one namespace hold there, and not for the cluster even with a field selector', async () => {
      expect(await as('namespaced', `/api/v1/namespaces/${NAMESPACE}/endpoints`)).toMatchObject({ status: 200 });
      const { body } = await as('namespaced', `/api/v1/endpoints?fieldSelector=metadata.namespace=${NAMESPACE}`);
      const message = `endpoints is forbidden: ${user('namespaced')} cannot list resource "endpoints" in API group "" at the cluster scope`;
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: { kind: 'endpoints' } }));
    });

    test('missing in a namespace are refused with its name', async () => {
      const { body } = await as('namespaced', '/api/v1/namespaces/default/endpoints');
      const message = `endpoints is forbidden: ${user('namespaced')} cannot list resource "endpoints" in API group "" in the namespace "default"`;
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: { kind: 'endpoints' } }));
    });

    test('missing for one object are refused with its name', async () => {
      const message = `endpoints "cms" is forbidden: ${user('gateway')} cannot get resource "endpoints" in API group "" in the namespace "default"`;
      const { body } = await as('gateway', '/api/v1/namespaces/default/endpoints/cms');
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: { name: 'cms', kind: 'endpoints' } }));
    });

    test('missing for a list of one name are refused with that name', async () => {
      const message = `endpoints "cms" is forbidden: ${user('no-rights')} cannot list resource "endpoints" in API group "" at the cluster scope`;
      const { body } = await as('no-rights', '/api/v1/endpoints?fieldSelector=metadata.name=cms');
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: { name: 'cms', kind: 'endpoints' } }));
    });

    test('are asked for before existence', async () => {
      const { body } = await as('gateway', '/api/v1/nothings');
      const message = `nothings is forbidden: ${user('gateway')} cannot list resource "nothings" in API group "" at the cluster scope`;
      expect(body).toEqual(failure(403, message, { reason: 'Forbidden', details: { kind: 'nothings' } }));
    });

    test('to a path are refused with the path', async () => {
      const { body } = await as('gateway', '/nothing');
      expect(body).toEqual(
        failure(403, `forbidden: ${user('gateway')} cannot get path "/nothing"`, { reason: 'Forbidden', details: {} }),
      );
    });
  });

  test('plain HTTP on the TLS port gets a 400 in plain text', async () => {
    const response = await fetch(`${target().url.replace('https:', 'http:')}/version`);
    expect(response.status).toBe(400);
    expect(await response.text()).toBe('Client sent an HTTP request to an HTTPS server.\n');
  });
}
