import { expect, test } from 'vitest';
import { gatewayAllowed } from '../../../../src/doctor/checks/gateway/gateway-allowed.ts';
import { fakeGateway } from '../../../support/control-api.ts';
import type { RunningGateway } from '../../../support/control-api.ts';
import { dictOf } from '../../../support/dicts.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { listReader } from '../../../support/list-reader.ts';
import { endpoints } from '../../../support/objects.ts';
import { KubeError } from '../../../../src/kube/kube-error.ts';
import type { KubeErrorKind } from '../../../../src/kube/kube-error.ts';
import type { ApiReader } from '../../../../src/kube/transport.ts';

const cms = endpoints('shop/cms');

function refusing(kind: KubeErrorKind): ApiReader {
  const server = 'https://cluster.test:6443';
  return { ...listReader(() => []), get: () => Promise.reject(new KubeError('the API server says no', { kind, server })) };
}

async function answersOf(reader: ApiReader, gateway: Partial<RunningGateway> = {}, cluster: ExaminedClusterFields = {}) {
  const fields = { clusters: [{ id: undefined, dict: dictOf([cms]) }], ...gateway };
  const { api } = await fakeGateway(fields);
  const release = gateway.version ?? '3.18.0';
  return gatewayAllowed.examine(examinedCluster(reader, { controlApi: api, release, ...cluster }));
}

test('what may be listed may be served', async () => {
  expect(await answersOf(listReader(() => [cms]))).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test.each(['unauthorized', 'forbidden'] as const)('T29: %s, and yet it serves', async (kind) => {
  expect(await answersOf(refusing(kind))).toEqual([
    {
      outcome: 'warn',
      cause: {
        id: 'T29',
        message:
          'The gateway still serves 1 service, though the API server refuses it now: it learns nothing new once its open watch ends, in 47 min at most.',
      },
      evidence: [],
      mend: 'apisix reload, once its token and rights are mended',
    },
  ]);
});

test.each([
  ['the API server cannot be reached', refusing('unreachable'), {}, {}, 'the API server says no'],
  ['a person asks', refusing('forbidden'), {}, { holder: 'person' }, 'The API server is asked as a person, not as the gateway'],
  ['the gateway has nothing', refusing('forbidden'), { clusters: [] }, {}, 'The gateway shows no nodes'],
  ['the release has no dump', refusing('forbidden'), { version: '3.9.0' }, {}, 'The gateway shows no nodes'],
] as const)('where %s, it is not asked', async (_, reader, gateway, cluster, why) => {
  expect(await answersOf(reader, gateway, cluster)).toEqual([{ outcome: 'skip', evidence: [why] }]);
});
