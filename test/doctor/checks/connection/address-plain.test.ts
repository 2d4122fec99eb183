import { expect, test } from 'vitest';
import { addressPlain } from '../../../../src/doctor/checks/connection/address-plain.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { openControlApi } from '../../../../src/doctor/control-api/control-api.ts';
import type { Examination } from '../../../../src/doctor/examination.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { examination } from '../../../support/examination.ts';
import { clusterAt, configured } from './connection-stage.ts';

const config = configured('{}');
const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
const { signal } = new AbortController();
const controlApiAt = (url: string): Partial<Examination> => ({ controlApi: openControlApi(new URL(url), signal) });

const well: Answer = { outcome: 'pass', evidence: [] };
const wellHere: Answer = {
  outcome: 'pass',
  title: 'The address of the API server is one for a gateway on this machine alone',
  evidence: [],
};
const loopback = (place: string): Answer => ({
  outcome: 'warn',
  cause: {
    id: 'N13',
    message: `127.0.0.1:6443 leads to the machine itself, and the gateway is ${place}. Give it the address by which it reaches the API server.`,
  },
  evidence: [],
});

test.each<readonly [string, string, ExaminedClusterFields, Partial<Examination>, Answer]>([
  ['an address is one for the gateway', 'https://10.1.0.5:6443', {}, {}, well],
  ['so is the loopback, for who is on the same machine', 'https://127.0.0.1:6443', {}, {}, wellHere],
  ['and for a gateway there', 'https://127.0.0.1:6443', { config }, controlApiAt('http://127.0.0.1:9090'), wellHere],
  ['but not for one in a pod', 'https://127.0.0.1:6443', { config }, { env: pod }, loopback('a pod, by its environment')],
  [
    'nor for one on another machine',
    'https://127.0.0.1:6443',
    {},
    controlApiAt('http://10.1.0.9:9090'),
    loopback('at 10.1.0.9, by --control-api'),
  ],
  [
    'a path is nothing for it',
    'https://rancher.example.com/k8s/clusters/c-1',
    {},
    {},
    {
      outcome: 'warn',
      cause: {
        id: 'N10',
        message:
          'https://rancher.example.com/k8s/clusters/c-1 has a path, and the gateway asks a host and a port without any. Give it the direct endpoint of the API server.',
      },
      evidence: [],
    },
  ],
])('%s', async (_title, url, cluster, fields, answer) => {
  expect(await addressPlain.examine(examination([clusterAt(url, {}, cluster)], fields))).toEqual([answer]);
});
