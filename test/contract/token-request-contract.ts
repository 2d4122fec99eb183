import { beforeAll, describe, expect, test } from 'vitest';

import { namespace } from '../support/objects.ts';
import { ask } from './ask.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { expectTokenError } from './token-verdict.ts';

const NAMESPACE_PATH = '/api/v1/namespaces/contract-token';
const ACCOUNTS = `${NAMESPACE_PATH}/serviceaccounts`;
const API_SERVER = 'https://kubernetes.default.svc';

interface TokenBody {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: { readonly expirationSeconds: number };
  readonly status: { readonly token: string; readonly expirationTimestamp: string };
}

export function tokenRequestContract(target: () => ContractTarget): void {
  const request = (spec: object, { name = 'a', metadata }: { name?: string; metadata?: object } = {}) =>
    ask(target().admin, ['POST', `${ACCOUNTS}/${name}/token`], { body: { ...(metadata && { metadata }), spec } });
  const issue = async (spec: object): Promise<{ body: TokenBody; claims: Record<string, unknown> }> => {
    const { status, body } = await request(spec);
    expect(status).toBe(201);
    const issued = body as TokenBody;
    const payload = issued.status.token.split('.')[1] ?? '';
    return { body: issued, claims: JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown> };
  };
  const create = async (path: string, object: object): Promise<string> => {
    const { body } = await ask(target().admin, ['POST', path], { body: object });
    return (body as { metadata: { uid: string } }).metadata.uid;
  };
  const remove = (path: string) => ask(target().admin, ['DELETE', path]);
  const secret = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name } });
  const boundTo = (name: string, uid?: string) => ({
    boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name, ...(uid && { uid }) },
  });
  const number = expect.any(Number) as number;
  const text = expect.any(String) as string;

  describe('TokenRequest', () => {
    let uid: string;
    beforeAll(async () => {
      await target().admin.apply(namespace('contract-token'));
      uid = await create(ACCOUNTS, { metadata: { name: 'a' } });
    });

    test('gives an hour for the API server unless it is asked for something else', async () => {
      const { body, claims } = await issue({});
      expect(body).toMatchObject({
        kind: 'TokenRequest',
        apiVersion: 'authentication.k8s.io/v1',
        metadata: { name: 'a', namespace: 'contract-token', uid },
        spec: { audiences: [API_SERVER], expirationSeconds: 3600, boundObjectRef: null },
        status: { token: text, expirationTimestamp: text },
      });
      expect(claims).toEqual({
        aud: [API_SERVER],
        exp: number,
        iat: number,
        iss: API_SERVER,
        jti: text,
        'kubernetes.io': { namespace: 'contract-token', serviceaccount: { name: 'a', uid } },
        nbf: number,
        sub: 'system:serviceaccount:contract-token:a',
      });
      expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600);
      expect(Date.parse(body.status.expirationTimestamp) / 1000).toBe(claims['exp']);
    });

    test('gives what it is asked for', async () => {
      const secretUid = await create(`${NAMESPACE_PATH}/secrets`, secret('bound'));
      const { body, claims } = await issue({ expirationSeconds: 600, audiences: ['x', 'y'], ...boundTo('bound') });
      expect(body.spec).toEqual({ audiences: ['x', 'y'], expirationSeconds: 600, ...boundTo('bound') });
      expect(claims).toMatchObject({
        aud: ['x', 'y'],
        'kubernetes.io': { secret: { name: 'bound', uid: secretUid }, serviceaccount: { name: 'a', uid } },
      });
    });

    test.each([
      [599, 'may not specify a duration less than 10 minutes'],
      [-1, 'may not specify a duration less than 10 minutes'],
      [2 ** 32 + 1, 'may not specify a duration larger than 2^32 seconds'],
    ])('for %i seconds is a 422', async (expirationSeconds, why) => {
      const message = `Invalid value: ${expirationSeconds}: ${why}`;
      expect(await request({ expirationSeconds })).toEqual({
        status: 422,
        body: failure(422, `TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: ${message}`, {
          reason: 'Invalid',
          details: {
            group: 'authentication.k8s.io',
            kind: 'TokenRequest',
            causes: [{ reason: 'FieldValueInvalid', message, field: 'spec.expirationSeconds' }],
          },
        }),
      });
    });

    test('for another account than that of the path is refused', async () => {
      expect(await request({}, { metadata: { name: 'b' } })).toMatchObject({
        status: 422,
        body: {
          message:
            'TokenRequest.authentication.k8s.io "a" is invalid: metadata.name: Invalid value: "b": must match the service account name if specified',
        },
      });
      expect(await request({}, { metadata: { namespace: 'b' } })).toMatchObject({ status: 400 });
      expect(await request({}, { name: 'none' })).toEqual({
        status: 404,
        body: failure(404, 'serviceaccounts "none" not found', {
          reason: 'NotFound',
          details: { name: 'none', kind: 'serviceaccounts' },
        }),
      });
    });

    test.each([
      [404, boundTo('nope'), 'secrets "nope" not found'],
      [400, { boundObjectRef: { kind: 'Secret', apiVersion: 'v1' } }, 'Name parameter required.'],
      [
        400,
        { boundObjectRef: { kind: 'ConfigMap', apiVersion: 'v1', name: 'x' } },
        'cannot bind token to object of type /v1, Kind=ConfigMap',
      ],
      [
        409,
        boundTo('taken', 'x'),
        'Operation cannot be fulfilled on Secret "taken": the UID in the bound object reference (x) does not match the UID in record. The object might have been deleted and then recreated',
      ],
    ])('is a %i for a binding to %j', async (status, spec, message) => {
      await create(`${NAMESPACE_PATH}/secrets`, secret('taken'));
      expect(await request(spec)).toMatchObject({ status, body: { message } });
    });

    test('can only be created', async () => {
      expect(await ask(target().admin, ['GET', `${ACCOUNTS}/a/token`])).toMatchObject({ status: 405 });
    });

    // A token is not tried before its end: a server that accepted it goes on accepting it for 10 s.
    test('ends with the object that it is bound to, or with another of that name', async () => {
      await create(`${NAMESPACE_PATH}/secrets`, secret('ending'));
      const { body } = await issue(boundTo('ending'));
      await remove(`${NAMESPACE_PATH}/secrets/ending`);
      await expectTokenError(target(), body.status.token, '[invalid bearer token, service account token has been invalidated]');
      await create(`${NAMESPACE_PATH}/secrets`, secret('ending'));
      const another = /^\[invalid bearer token, secret UID \(.+\) does not match service account secret ref claim \(.+\)\]$/;
      await expectTokenError(target(), body.status.token, expect.stringMatching(another));
    });

    test('ends with its account, or with another of that name', async () => {
      const first = await create(ACCOUNTS, { metadata: { name: 'ending' } });
      const { body } = await request({}, { name: 'ending' });
      const { token } = (body as TokenBody).status;
      await remove(`${ACCOUNTS}/ending`);
      await expectTokenError(target(), token, '[invalid bearer token, serviceaccounts "ending" not found]');
      const second = await create(ACCOUNTS, { metadata: { name: 'ending' } });
      const another = `service account UID (${second}) does not match claim (${first})`;
      await expectTokenError(target(), token, `[invalid bearer token, ${another}]`);
    });
  });
}
