import { describe, expect, test } from 'vitest';
import { findToken } from '../../src/token/find-token.ts';
import type { FoundToken } from '../../src/token/find-token.ts';
import { objectServer, refusal } from '../support/object-server.ts';
import type { ObjectAnswer } from '../support/object-server.ts';
import { tokenSecret } from '../support/token-secrets.ts';

const NAMESPACE = 'GET /api/v1/namespaces/default';
const ACCOUNT = `${NAMESPACE}/serviceaccounts/apisix`;
const ACCOUNTS = `${NAMESPACE}/serviceaccounts`;
const SECRETS = `${NAMESPACE}/secrets`;
const VERSION = 'GET /version';

const filled = (name: string, uid = 'u-1'): object => tokenSecret(name, { token: `token of ${name}`, uid });

/** An account with these fields beside its name. */
const account = (annotations: object = {}, secrets: readonly string[] = []): object => ({
  metadata: { name: 'apisix', namespace: 'default', uid: 'u-1', annotations },
  secrets: secrets.map((name) => ({ name })),
});

/** The found Secrets by their names alone. */
function inShort(found: FoundToken): object {
  switch (found.kind) {
    case 'filled':
    case 'waiting':
      return { kind: found.kind, name: found.name };
    case 'other-account':
      return { kind: found.kind, name: found.secret.name };
    case 'several':
      return { kind: found.kind, names: found.secrets.map(({ name }) => name) };
    default:
      return found;
  }
}

interface Case {
  readonly title: string;
  readonly answers: Readonly<Record<string, ObjectAnswer>>;
  readonly found: object;
}

async function check({ answers, found }: Case): Promise<void> {
  const { asking } = await objectServer(answers);
  expect(inShort(await findToken({ namespace: 'default', name: 'apisix' }, asking))).toEqual(found);
}

const NAMED = account({ 'k8s-disco/token-secret': 'second' });

describe('an account whose annotation names a Secret', () => {
  test.each<Case>([
    {
      title: 'has the token of that one, whatever else there is',
      answers: { [ACCOUNT]: NAMED, [`${SECRETS}/second`]: filled('second'), [SECRETS]: { items: [filled('first')] } },
      found: { kind: 'filled', name: 'second' },
    },
    {
      title: 'waits for that one',
      answers: { [ACCOUNT]: NAMED, [`${SECRETS}/second`]: tokenSecret('second') },
      found: { kind: 'waiting', name: 'second' },
    },
    {
      title: 'has none where that one is gone',
      answers: { [ACCOUNT]: NAMED, [SECRETS]: { items: [filled('first')] } },
      found: { kind: 'secret-gone', secret: 'second', namedBy: 'account' },
    },
    {
      title: 'has none where that one is of another type',
      answers: { [ACCOUNT]: NAMED, [`${SECRETS}/second`]: tokenSecret('second', { type: 'Opaque' }) },
      found: { kind: 'other-type', secret: 'second', type: 'Opaque' },
    },
    {
      title: 'has none where that one is for another account',
      answers: { [ACCOUNT]: NAMED, [`${SECRETS}/second`]: tokenSecret('second', { account: 'other', token: 'a.b.c' }) },
      found: { kind: 'other-account', name: 'second' },
    },
  ])('$title', check);
});

describe('an account without that annotation', () => {
  test.each<Case>([
    {
      title: 'has the token of its only Secret',
      answers: { [ACCOUNT]: account(), [SECRETS]: { items: [filled('a')] } },
      found: { kind: 'filled', name: 'a' },
    },
    {
      title: 'has nothing of an earlier account of its name',
      answers: { [ACCOUNT]: account(), [SECRETS]: { items: [filled('a', 'u-0'), filled('b')] } },
      found: { kind: 'filled', name: 'b' },
    },
    {
      title: 'has several',
      answers: {
        [ACCOUNT]: account({}, ['b']),
        [SECRETS]: { items: [filled('a'), filled('b')] },
        [VERSION]: { major: '1', minor: '24' },
      },
      found: { kind: 'several', names: ['a', 'b'] },
    },
    {
      title: 'has that one of several which Kubernetes before 1.24 made by itself',
      answers: {
        [ACCOUNT]: account({}, ['apisix-dockercfg-x', 'b']),
        [SECRETS]: { items: [filled('a'), filled('b')] },
        [VERSION]: { major: '1', minor: '23+' },
      },
      found: { kind: 'filled', name: 'b' },
    },
    {
      title: 'has several where Kubernetes made more than one by itself',
      answers: {
        [ACCOUNT]: account({}, ['a', 'b']),
        [SECRETS]: { items: [filled('a'), filled('b')] },
        [VERSION]: { major: '1', minor: '23' },
      },
      found: { kind: 'several', names: ['a', 'b'] },
    },
    {
      title: 'has several on a cluster whose proxy keeps its release back',
      answers: {
        [ACCOUNT]: account({}, ['a']),
        [SECRETS]: { items: [filled('a'), filled('b')] },
        [VERSION]: refusal(403, 'Forbidden', 'no'),
      },
      found: { kind: 'several', names: ['a', 'b'] },
    },
    {
      title: 'has none',
      answers: { [ACCOUNT]: account(), [SECRETS]: { items: [] }, [VERSION]: { major: '1', minor: '36' } },
      found: { kind: 'no-secret', version: { major: 1, minor: 36 } },
    },
    {
      title: 'has none on a cluster whose proxy keeps its release back',
      answers: { [ACCOUNT]: account(), [SECRETS]: { items: [] }, [VERSION]: refusal(403, 'Forbidden', 'no') },
      found: { kind: 'no-secret', version: undefined },
    },
    {
      title: 'has one of another type under the usual name',
      answers: {
        [ACCOUNT]: account(),
        [SECRETS]: { items: [] },
        [`${SECRETS}/apisix-token`]: tokenSecret('apisix-token', { type: 'Opaque' }),
      },
      found: { kind: 'other-type', secret: 'apisix-token', type: 'Opaque' },
    },
  ])('$title', check);
});

describe('an account that is not there', () => {
  const named = (...names: readonly string[]): object => ({ items: names.map((name) => ({ metadata: { name } })) });

  test.each<Case>([
    {
      title: 'may be meant by another name',
      answers: { [ACCOUNTS]: named('default', 'apisix-discovery', 'apisx') },
      found: { kind: 'no-account', near: 'apisx', namespace: 'not-empty' },
    },
    {
      title: 'is like no other',
      answers: { [ACCOUNTS]: named('default') },
      found: { kind: 'no-account', near: undefined, namespace: 'not-empty' },
    },
    {
      title: 'is in a namespace without any',
      answers: { [ACCOUNTS]: named() },
      found: { kind: 'no-account', near: undefined, namespace: 'empty' },
    },
    {
      title: 'is among others that may not be listed',
      answers: { [ACCOUNTS]: refusal(403, 'Forbidden', 'no') },
      found: { kind: 'no-account', near: undefined, namespace: 'unknown' },
    },
  ])('$title', check);
});

test('a refusal of anything else rejects', async () => {
  const { asking } = await objectServer({ [ACCOUNT]: account(), [SECRETS]: refusal(403, 'Forbidden', 'no') });
  await expect(findToken({ namespace: 'default', name: 'apisix' }, asking)).rejects.toMatchObject({ kind: 'forbidden' });
});
