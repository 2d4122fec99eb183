import { generateKeyPairSync } from 'node:crypto';
import { base64 } from '../support/tokens.ts';
import type { TokenStage } from './token-stage.ts';

/** A token that a real API server refuses, and what is to be told of it. */
export interface RefusedToken {
  readonly title: string;
  readonly make: (stage: TokenStage) => Promise<string>;
  readonly id: string;
  /** Words of the TokenReview. */
  readonly review: RegExp;
  /** What is told without an admin. */
  readonly alone: string;
}

const UNKNOWN = /^invalid bearer token$/;
const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;

/** A token with one character in the middle of its signature changed. */
function misspelt(token: string): string {
  return `${token.slice(0, -9)}${token.at(-9) === 'A' ? 'B' : 'A'}${token.slice(-8)}`;
}

export const REFUSED_TOKENS: readonly RefusedToken[] = [
  {
    title: 'still in base64',
    make: async (stage) => base64(await stage.secretToken(await stage.account())),
    id: 'T01',
    review: UNKNOWN,
    alone: 'T01',
  },
  {
    title: 'half of one',
    make: async (stage) => (await stage.secretToken(await stage.account())).slice(0, 300),
    id: 'T03',
    review: UNKNOWN,
    alone: 'T03',
  },
  {
    title: 'one character changed',
    make: async (stage) => misspelt(await stage.secretToken(await stage.account())),
    id: 'T03',
    review: /error in cryptographic primitive/,
    alone: 'T30',
  },
  {
    title: 'expired',
    make: async (stage) =>
      stage.resigned(await stage.requestedToken(await stage.account()), { iat: seconds(-7200), exp: seconds(-65) }),
    id: 'T04',
    review: /service account token has expired/,
    alone: 'T04',
  },
  {
    title: 'for another audience',
    make: async (stage) => stage.requestedToken(await stage.account(), { audiences: ['vault', 'other'] }),
    id: 'T08',
    review: /token audiences .* is invalid for the target audiences/,
    alone: 'T08',
  },
  {
    title: 'of another cluster',
    make: async (stage) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return stage.resigned(await stage.secretToken(await stage.account()), {}, privateKey);
    },
    id: 'T09',
    review: /invalid signature, no keys found/,
    alone: 'T30',
  },
  {
    title: 'of another issuer',
    make: async (stage) =>
      stage.resigned(await stage.requestedToken(await stage.account()), { iss: 'https://other.example.com' }),
    id: 'T09',
    review: UNKNOWN,
    alone: 'T30',
  },
  {
    title: 'of TokenRequest, and its account is gone',
    make: async (stage) => {
      const account = await stage.account();
      const token = await stage.requestedToken(account);
      await stage.remove('serviceaccounts', account);
      return token;
    },
    id: 'T10',
    review: /serviceaccounts "account-\d+" not found/,
    alone: 'T30',
  },
  {
    title: 'of TokenRequest, and its account was made again',
    make: async (stage) => {
      const account = await stage.account();
      const token = await stage.requestedToken(account);
      await stage.remove('serviceaccounts', account);
      await stage.remakeAccount(account);
      return token;
    },
    id: 'T10',
    review: /service account UID \(.*\) does not match claim/,
    alone: 'T30',
  },
  {
    title: 'of a Secret, which went with its account',
    make: async (stage) => {
      const account = await stage.account();
      const token = await stage.secretToken(account);
      await stage.removeWithSecret(account);
      return token;
    },
    id: 'T10',
    review: /Token has been invalidated/,
    alone: 'T30',
  },
  {
    title: 'of a Secret, and both account and Secret were made again',
    make: async (stage) => {
      const account = await stage.account();
      const token = await stage.secretToken(account);
      await stage.removeWithSecret(account);
      await stage.remakeAccount(account);
      await stage.secretToken(account);
      return token;
    },
    id: 'T10',
    review: /Token does not match server's copy/,
    alone: 'T30',
  },
  {
    title: 'of a Secret that is gone',
    make: async (stage) => {
      const account = await stage.account();
      const token = await stage.secretToken(account);
      await stage.remove('secrets', `${account}-token`);
      return token;
    },
    id: 'T11',
    review: /Token has been invalidated/,
    alone: 'T30',
  },
  {
    title: 'bound to a Secret that is gone',
    make: async (stage) => {
      const account = await stage.account();
      const name = `${account}-token`;
      await stage.secretToken(account);
      const token = await stage.requestedToken(account, { boundObjectRef: { apiVersion: 'v1', kind: 'Secret', name } });
      await stage.remove('secrets', name);
      return token;
    },
    id: 'T11',
    review: /service account token has been invalidated/,
    alone: 'T30',
  },
  {
    title: 'bound to a pod that is gone',
    make: async (stage) => {
      const name = await stage.account();
      await stage.pod(name);
      const token = await stage.requestedToken(name, { boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name } });
      await stage.remove('pods', name);
      return token;
    },
    id: 'T12',
    review: /service account token has been invalidated/,
    alone: 'T30',
  },
  {
    title: 'of a Secret that is marked invalid',
    make: async (stage) => {
      const account = await stage.account();
      const token = await stage.secretToken(account);
      const labels = { 'kubernetes.io/legacy-token-invalid-since': '2026-11-20' };
      await stage.patch('secrets', `${account}-token`, { metadata: { labels } });
      return token;
    },
    id: 'T18',
    review: /has been marked invalid/,
    alone: 'T30',
  },
  {
    title: 'not valid yet',
    make: async (stage) => stage.resigned(await stage.requestedToken(await stage.account()), { nbf: seconds(600) }),
    id: 'T20',
    review: /service account token is not valid yet/,
    alone: 'T20',
  },
  {
    title: 'issued in the future',
    make: async (stage) =>
      stage.resigned(await stage.requestedToken(await stage.account()), { iat: seconds(600), exp: seconds(6000) }),
    id: 'T20',
    review: /service account token is issued in the future/,
    alone: 'T20',
  },
  {
    title: 'an ID token',
    make: async (stage) =>
      stage.resigned(await stage.requestedToken(await stage.account()), { iss: 'https://login.example.com', sub: 'jane' }),
    id: 'T21',
    review: UNKNOWN,
    alone: 'T21',
  },
  { title: 'of Rancher', make: async () => 'kubeconfig-u-x7k2p:zzzzzzzzzz', id: 'T21', review: UNKNOWN, alone: 'T21' },
  { title: 'a placeholder', make: async () => 'your-token', id: 'T27', review: UNKNOWN, alone: 'T27' },
];
