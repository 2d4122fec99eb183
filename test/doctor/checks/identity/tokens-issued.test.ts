import { expect, it } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { tokensIssued } from '../../../../src/doctor/checks/identity/tokens-issued.ts';
import type { Playground } from '../../../../src/playground/playground.ts';
import { examinedPlayground, playground } from '../../../support/playground-cluster.ts';

/** What is said of the account apisix-discovery of `default` in such a playground. */
async function answer(
  prepare: (store: Playground['store']) => void,
  faults: readonly string[] = [],
): Promise<Answer | undefined> {
  const server = await playground({ faults });
  prepare(server.store);
  const [only] = await tokensIssued.examine(examinedPlayground(server, { text: '', token: undefined, adminName: 'admin' }));
  return only;
}

const metadata = { namespace: 'default', name: 'apisix-discovery' };
const account = { metadata };
const NAME = 'apisix-discovery-token';

it('an account that is not there will get one', async () => {
  expect(await answer(() => {})).toEqual({
    outcome: 'pass',
    evidence: ['Kubernetes 1.36 makes no token Secret by itself, so a set-up makes one (T13)'],
  });
});

it('an account without a Secret has none', async () => {
  expect(await answer((store) => store.create('serviceaccounts', account))).toMatchObject({
    outcome: 'fail',
    cause: {
      id: 'T13',
      message:
        'No Secret holds a token of default/apisix-discovery: Kubernetes makes none by itself since 1.24. That of a Secret lasts; token create issues one that ends.',
    },
    mend: 'k8s-disco setup-rbac -n default --emit-token-file token --context prod',
  });
});

it('an account with a Secret of another type has none', async () => {
  const told = await answer((store) => {
    store.create('serviceaccounts', account);
    store.create('secrets', { metadata: { ...metadata, name: NAME }, type: 'Opaque' });
  });
  expect(told).toMatchObject({ outcome: 'fail', cause: { id: 'T14' } });
});

it('a namespace without any account has nobody who gives tokens', async () => {
  const told = await answer((store) => {
    for (const { object } of store.snapshot('serviceaccounts')) {
      if (object.metadata.namespace === 'default') store.delete('serviceaccounts', object.metadata);
    }
  });
  expect(told).toMatchObject({
    outcome: 'fail',
    cause: { id: 'T17' },
    mend: 'kubectl get pods -n kube-system --context prod',
  });
});

it('who may not look cannot tell', async () => {
  const server = await playground();
  const cluster = examinedPlayground(server, { text: '', adminName: 'no-rights' });
  await expect(tokensIssued.examine(cluster)).rejects.toThrow('forbids GET');
});
