import { describe, expect, test } from 'vitest';
import { addressResolves } from '../../../../src/doctor/checks/connection/address-resolves.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../../../src/kube/in-cluster.ts';
import type { TokenText } from '../../../../src/token/token-text.ts';
import { answerOfCheck, clusterAt } from './connection-stage.ts';

const mounted: TokenText = { text: 'a.b.c', place: { kind: 'token-file', path: SERVICE_ACCOUNT_TOKEN } };

test('a name resolves', async () => {
  const { evidence, ...answer } = await answerOfCheck(addressResolves, clusterAt('https://localhost:6443'));
  expect(answer).toEqual({ outcome: 'pass', title: 'localhost is 127.0.0.1' });
  expect(evidence).toEqual([expect.stringMatching(/^Resolved in \d+ ms$/)]);
});

test('an address need not', async () => {
  expect(await answerOfCheck(addressResolves, clusterAt('https://10.1.0.5:6443'))).toEqual({
    outcome: 'skip',
    evidence: ['10.1.0.5 is an address'],
  });
});

describe('a name that does not', () => {
  test.each([
    ['N03', 'api.nowhere.invalid', undefined],
    ['N15', 'kubernetes.default.svc', undefined],
    ['N15', 'kubernetes.default.svc.cluster.local', undefined],
    ['N15', 'api.prod.svc', undefined],
    ['N03', 'kubernetes.default.svc', mounted],
  ])('is %s: %s', async (id, host, token) => {
    const { outcome, cause } = await answerOfCheck(addressResolves, clusterAt(`https://${host}:6443`, {}, { token }));
    expect({ outcome, id: cause?.id }).toEqual({ outcome: 'fail', id });
    expect(cause?.message).toContain(host);
  });

  test('is not asked for where a proxy leads there', async () => {
    const proxyAgent = () => Promise.reject(new Error('nothing is sent over a proxy'));
    const cluster = clusterAt('https://api.nowhere.invalid:6443', { proxyAgent });
    expect(await answerOfCheck(addressResolves, cluster)).toEqual({
      outcome: 'skip',
      evidence: ['From here it is reached through the proxy of the kubeconfig alone'],
    });
  });
});
