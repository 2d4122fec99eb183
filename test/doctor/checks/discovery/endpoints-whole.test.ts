import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { endpointsWhole } from '../../../../src/doctor/checks/discovery/endpoints-whole.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { endpoints, service } from '../../../support/objects.ts';
import { ScriptedTransport, kubeError } from '../../../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../../../support/scripted-transport.ts';

const WARNING = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';

function list(kind: string, ...items: readonly object[]): ScriptedAnswer {
  return { chunks: [JSON.stringify({ kind, metadata: { resourceVersion: '7' }, items })], warnings: [WARNING] };
}

/** The answers of the check to a cluster that answers one request after the other, each of which has to be asked. */
async function answersTo(answers: readonly ScriptedAnswer[], fields: ExaminedClusterFields = {}): Promise<readonly Answer[]> {
  const transport = new ScriptedTransport(...answers);
  const told = await endpointsWhole.examine(examinedCluster(transport, fields));
  expect(transport.requests).toHaveLength(answers.length);
  return told;
}

const said = [`The API server says: ${WARNING}`];
const own = endpoints('default/kubernetes');

test('Endpoints that hold all addresses are well, and being deprecated is no fault', async () => {
  expect(await answersTo([list('EndpointsList', endpoints('shop/cms'))])).toEqual([{ outcome: 'pass', evidence: said }]);
});

test('slices hold them all', async () => {
  const settings = { resource: 'endpointslices' } as const;
  expect(await answersTo([list('EndpointSliceList')], { settings })).toEqual([
    { outcome: 'skip', evidence: ['The gateway watches EndpointSlices'] },
  ]);
});

describe('G09: Endpoints that are cut off', () => {
  const cutOff = (key: string) => {
    const full = endpoints(key);
    return { ...full, metadata: { ...full.metadata, annotations: { 'endpoints.kubernetes.io/over-capacity': 'truncated' } } };
  };

  test('are mended by slices', async () => {
    expect(await answersTo([list('EndpointsList', cutOff('shop/cms'))])).toEqual([
      {
        outcome: 'fail',
        evidence: [],
        cause: {
          id: 'G09',
          message: 'shop/cms is cut off at 1,000 addresses, so the gateway has only those. EndpointSlices hold all of them.',
        },
        mend: 'watch_endpoint_slices: true',
      },
    ]);
  });

  test('are mended by a newer release where this one has no slices', async () => {
    const items = [cutOff('shop/cms'), cutOff('shop/api')];
    expect(await answersTo([list('EndpointsList', ...items)], { release: '3.14.1' })).toEqual([
      {
        outcome: 'fail',
        evidence: [],
        cause: {
          id: 'G09',
          message:
            'shop/cms, shop/api are cut off at 1,000 addresses, so the gateway has only those. EndpointSlices hold all of them, and APISIX reads ' +
            'them from 3.15.0 on; this is 3.14.1.',
        },
      },
    ]);
  });
});

describe('G10: Services without any Endpoints', () => {
  const services = list(
    'ServiceList',
    service('shop/cms'),
    service('shop/outside', { selector: null }),
    { ...service('shop/named'), spec: { type: 'ExternalName', externalName: 'example.com', selector: { app: 'x' } } },
    service('infra/dns'),
  );

  test('are those of a cluster that writes none', async () => {
    expect(await answersTo([list('EndpointsList', own), services])).toEqual([
      {
        outcome: 'fail',
        evidence: said,
        cause: {
          id: 'G10',
          message:
            'The cluster has 2 Services with a selector and no Endpoints: shop/cms, infra/dns. Its controllers write EndpointSlices alone, if ' +
            'anything. EndpointSlices hold all of them.',
        },
        mend: 'watch_endpoint_slices: true',
      },
    ]);
  });

  test('are those in the namespaces that the gateway looks at', async () => {
    const settings = { namespaceSelector: { kind: 'equal', namespace: 'infra' } } as const;
    const [answer] = await answersTo([list('EndpointsList'), services], { settings });
    expect(answer?.cause?.message).toMatch(/^The cluster has 1 Service with a selector and no Endpoints: infra\/dns\./);
  });

  test.each<readonly [string, readonly ScriptedAnswer[], ExaminedClusterFields]>([
    ['nobody may list Services', [list('EndpointsList', own), kubeError('forbidden')], {}],
    ['no Service has a selector', [list('EndpointsList', own), list('ServiceList', service('a/b', { selector: null }))], {}],
    ['a label_selector may have left them out', [list('EndpointsList')], { settings: { labelSelector: 'app=web' } }],
    ['somebody has Endpoints', [list('EndpointsList', own, endpoints('shop/cms'))], {}],
  ])('are not told where %s', async (_, answers, fields) => {
    expect(await answersTo(answers, fields)).toEqual([{ outcome: 'pass', evidence: said }]);
  });
});
