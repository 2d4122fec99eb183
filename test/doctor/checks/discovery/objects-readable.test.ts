import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { objectsReadable } from '../../../../src/doctor/checks/discovery/objects-readable.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { endpointSlice, endpoints } from '../../../support/objects.ts';
import { ScriptedTransport } from '../../../support/scripted-transport.ts';

type Kind = 'EndpointsList' | 'EndpointSliceList';

function answersOf(
  kind: Kind,
  pages: readonly (readonly object[])[],
  fields: ExaminedClusterFields = {},
): Promise<readonly Answer[]> {
  const bodies = pages.map((items, at) => {
    const metadata = { resourceVersion: '7', ...(at < pages.length - 1 ? { continue: 'next' } : {}) };
    return { chunks: [JSON.stringify({ kind, metadata, items })] };
  });
  const resource = kind === 'EndpointsList' ? 'endpoints' : 'endpointslices';
  const settings = { resource, ...fields.settings } as const;
  return objectsReadable.examine(examinedCluster(new ScriptedTransport(...bodies), { ...fields, settings }));
}

const slices = (...items: readonly object[]) => answersOf('EndpointSliceList', [items], { address: ['--context', 'prod'] });

const cms = endpointSlice('shop/cms-a', { service: 'cms' });
const api = endpointSlice('shop/api-a', { service: 'api' });

test('objects as controllers write them are read', async () => {
  expect(await slices(cms, api)).toEqual([{ outcome: 'pass', evidence: ['2 objects read as APISIX 3.18.0 does'] }]);
});

describe('what stops the gateway', () => {
  test('G22: ports: null, with all Services that have it', async () => {
    expect(await slices({ ...cms, ports: null }, { ...api, ports: null })).toEqual([
      {
        outcome: 'fail',
        evidence: ['Services without ports and with a ready pod: shop/cms, shop/api'],
        cause: {
          id: 'G22',
          message:
            'APISIX 3.18.0 stops discovery for the whole cluster here, because slice shop/cms-a has ports: null. Declare a port on its Service, ' +
            'exclude its namespace with namespace_selector, or set watch_endpoint_slices: false.',
        },
        mend: 'watch_endpoint_slices: false',
      },
    ]);
  });

  test('G24: anything else that Lua cannot take, and nothing is said of what comes behind', async () => {
    const answers = await slices(
      { ...cms, endpoints: [{ addresses: null, conditions: { ready: true } }] },
      { ...api, endpoints: [{}] },
    );
    expect(answers).toEqual([
      {
        outcome: 'fail',
        evidence: [],
        cause: {
          id: 'G24',
          message:
            'APISIX 3.18.0 stops discovery for the whole cluster here, because its Lua cannot read endpoints[0].addresses of shop/cms-a (attempt ' +
            "to get length of field 'endpoints[0].addresses' (a userdata value)). Mend the object or exclude its namespace with namespace_selector.",
        },
      },
    ]);
  });
});

describe('what the gateway leaves out or makes less of', () => {
  test('G11: endpoints that do not say whether they are ready', async () => {
    expect(await slices({ ...cms, endpoints: [{ addresses: ['10.0.0.1'] }] })).toEqual([
      {
        outcome: 'warn',
        evidence: [],
        cause: {
          id: 'G11',
          message:
            'Endpoints of the slices shop/cms-a do not say whether they are ready. Kubernetes takes them for ready, the gateway leaves them ' +
            'out: whoever writes these slices has to say it.',
        },
        mend: 'conditions: {ready: true}',
      },
    ]);
  });

  test('G12: slices of nobody, where the gateway looks at their namespace', async () => {
    const orphan = { ...cms, metadata: { namespace: 'shop', name: 'orphan' } };
    expect(await slices(orphan)).toEqual([
      {
        outcome: 'warn',
        evidence: [],
        cause: {
          id: 'G12',
          message:
            'The gateway skips slices without the label kubernetes.io/service-name: shop/orphan. Add the label if they belong to a Service.',
        },
        mend: 'kubectl label endpointslice orphan -n shop kubernetes.io/service-name=SERVICE --context prod',
      },
    ]);
    const settings = { namespaceSelector: { kind: 'match', patterns: ['infra'] } } as const;
    expect(await answersOf('EndpointSliceList', [[orphan]], { settings })).toEqual([
      { outcome: 'pass', evidence: ['0 objects read as APISIX 3.18.0 does'] },
    ]);
  });

  test('G13: nodes of both families', async () => {
    const six = endpointSlice('shop/cms-b', { service: 'cms', addressType: 'IPv6', addresses: ['fd00::1'] });
    expect(await slices(cms, six)).toEqual([
      {
        outcome: 'warn',
        evidence: [],
        cause: {
          id: 'G13',
          message:
            'The gateway mixes the IPv4 and IPv6 nodes of shop/cms. Where it has no route for one of the two, that share of the requests fails.',
        },
        mend: `kubectl patch service cms -n shop --type merge -p '{"spec":{"ipFamilyPolicy":"SingleStack"}}' --context prod`,
      },
    ]);
  });

  test('G26: objects without a name', async () => {
    const nameless = { ...endpoints('shop/cms'), metadata: { namespace: 'shop' } };
    expect(await answersOf('EndpointsList', [[nameless]])).toEqual([
      {
        outcome: 'warn',
        evidence: [],
        cause: { id: 'G26', message: 'The gateway skips objects without namespace or name: shop/–.' },
      },
    ]);
    // Lua ends there.
    expect(await answersOf('EndpointsList', [[nameless]], { release: '3.16.0' })).toMatchObject([
      { outcome: 'fail', cause: { id: 'G24' } },
    ]);
  });

  test('several things are told one by one', async () => {
    const answers = await slices(
      { ...cms, endpoints: [{ addresses: ['10.0.0.1'] }] },
      { ...api, metadata: { namespace: 'a', name: 'b' } },
    );
    expect(answers.map(({ outcome, cause }) => [outcome, cause?.id])).toEqual([
      ['warn', 'G12'],
      ['warn', 'G11'],
    ]);
  });
});

test('G28: pages that the API server loses', async () => {
  const settings = { namespaceSelector: { kind: 'equal', namespace: 'shop' } } as const;
  const first = Array.from({ length: 120 }, (_, at) => endpoints(`shop/cms-${at}`));
  expect(await answersOf('EndpointsList', [first, []], { settings })).toEqual([
    {
      outcome: 'fail',
      evidence: [],
      cause: {
        id: 'G28',
        message:
          'The API server lost all but the first 120 objects of namespace shop: it heeds namespace_selector.equal on the first page of a list ' +
          'only. Write match: ["shop"] instead of equal.',
      },
      mend: 'namespace_selector: {match: ["shop"]}',
    },
  ]);
});

describe('C22: slices by a release that cannot', () => {
  test.each([
    ['3.14.1', 'EndpointSliceList', 'fail', "stores each slice under the slice's own name, with nodes that have no host"],
    ['3.13.0', 'EndpointsList', 'warn', 'watches Endpoints all the same'],
  ] as const)('%s', async (release, kind, outcome, what) => {
    const settings = { resource: 'endpointslices' } as const;
    const answers = await answersOf(kind, [[{ ...cms, ports: null }]], { release, settings });
    const message = `watch_endpoint_slices is on, but APISIX ${release} ${what}. It works from 3.15.0 on.`;
    expect(answers).toEqual([{ outcome, evidence: [], cause: { id: 'C22', message }, mend: 'watch_endpoint_slices: false' }]);
  });

  test('is not told again where it stands in a config', async () => {
    const { settings } = examinedCluster(new ScriptedTransport(), { settings: { resource: 'endpointslices' } });
    const config = {
      ...settings,
      service: { schema: 'https', host: 'h', port: '1', sslVerify: false },
      client: { kind: 'token', token: 'x' },
      watchEndpointSlices: true,
      sharedSize: '64m',
    } as const;
    expect(await answersOf('EndpointsList', [[endpoints('shop/cms')]], { release: '3.13.0', settings, config })).toEqual([
      { outcome: 'pass', evidence: ['1 object read as APISIX 3.13.0 does'] },
    ]);
  });
});
