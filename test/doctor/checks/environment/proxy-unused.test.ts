import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { proxyUnused } from '../../../../src/doctor/checks/environment/proxy-unused.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { examination } from '../../../support/examination.ts';
import { listen } from '../../../support/listen.ts';
import { clusterAt } from '../connection/connection-stage.ts';

const env = { HTTPS_PROXY: 'http://user:secret@proxy.example.com:3128' };
const proxyAgent = () => Promise.reject(new Error('nothing is sent over a proxy'));
const nowhere = 'https://api.nowhere.invalid:6443';

const examine = (clusters: readonly ExaminedCluster[], variables: Readonly<Record<string, string>> = {}) =>
  proxyUnused.examine(examination(clusters, { env: variables }));

const warned = (proxy: string) => ({
  outcome: 'warn',
  cause: {
    id: 'N12',
    message: `${proxy} names a proxy for api.nowhere.invalid:6443. The gateway goes there directly, and that way no connection comes about from here. Open a direct way, or give the gateway an address that has one.`,
  },
  evidence: [],
});

test('without a proxy nobody is asked', async () => {
  expect(await examine([clusterAt(nowhere)])).toEqual([{ outcome: 'pass', evidence: [] }]);
  expect(await examine([clusterAt(nowhere)], { ...env, NO_PROXY: 'invalid' })).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test('a proxy that is not needed is well', async () => {
  const port = await listen(createServer());
  const evidence = [`proxy-url of the kubeconfig names a proxy for 127.0.0.1:${port}, which takes connections without it, too`];
  expect(await examine([clusterAt(`https://127.0.0.1:${port}`, { proxyAgent })])).toEqual([{ outcome: 'pass', evidence }]);
});

test('N12: one without which no connection comes about, the variable told and not what it holds', async () => {
  expect(await examine([clusterAt(nowhere)], env)).toEqual([warned('HTTPS_PROXY')]);
  expect(await examine([clusterAt(nowhere, { proxyAgent })])).toEqual([warned('proxy-url of the kubeconfig')]);
});
