import { expect, vi } from 'vitest';

import { ask } from './ask.ts';
import type { JsonAnswer } from './ask.ts';
import type { ContractTarget } from './contract-target.ts';

/** Where the Secrets of these contracts are; each contract makes the namespace. */
export const SECRET_NAMESPACE = 'contract-secret';
export const SECRET_PATH = `/api/v1/namespaces/${SECRET_NAMESPACE}`;
export const TYPE = 'kubernetes.io/service-account-token';
export const ACCOUNT_NAME = 'kubernetes.io/service-account.name';

interface SecretBody {
  readonly metadata: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
}

/** A Secret for a token, as a client sends it. */
export function tokenSecret(name: string, annotations: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, annotations }, type: TYPE };
}

/** A value of a Secret as text; empty where there is none. */
export const decoded = (value = ''): string => Buffer.from(value, 'base64').toString();

/** What the admin does with Secrets for tokens in {@link SECRET_NAMESPACE}; paths are seen from there. */
export function tokenSecrets(target: () => ContractTarget) {
  const get = (path: string) => ask(target().admin, ['GET', `${SECRET_PATH}/${path}`]);
  return {
    get,
    remove: (path: string) => ask(target().admin, ['DELETE', `${SECRET_PATH}/${path}`]),
    patch: (path: string, body: object) => ask(target().admin, ['PATCH', `${SECRET_PATH}/${path}`], { body }),
    create: (name: string, annotations: Readonly<Record<string, string>>) =>
      ask(target().admin, ['POST', `${SECRET_PATH}/secrets?fieldManager=us`], { body: tokenSecret(name, annotations) }),
    /** The uid of the new account. */
    async createAccount(name: string): Promise<string> {
      const { body } = await ask(target().admin, ['POST', `${SECRET_PATH}/serviceaccounts`], { body: { metadata: { name } } });
      return (body as { metadata: { uid: string } }).metadata.uid;
    },
    /** The Secret once the token controller has filled it. */
    filled: (name: string): Promise<{ answer: JsonAnswer; secret: SecretBody; token: string }> =>
      vi.waitFor(
        async () => {
          const answer = await get(`secrets/${name}`);
          const secret = answer.body as SecretBody;
          const token = decoded(secret.data?.['token']);
          expect(token).not.toBe('');
          return { answer, secret, token };
        },
        { timeout: 5000 },
      ),
    /** Resolves once there is nothing there. */
    gone: (path: string) => vi.waitFor(async () => expect(await get(path)).toMatchObject({ status: 404 }), { timeout: 5000 }),
  };
}
