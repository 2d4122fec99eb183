import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/apisix/lua.ts';
import type { NamespaceFilter } from '../../../src/apisix/selectors.ts';
import type { Resource } from '../../../src/apisix/view.ts';
import { Survey } from '../../../src/doctor/facts/survey.ts';
import { endpointSlice, endpoints } from '../../support/objects.ts';

function survey(resource: Resource, objects: readonly object[], filter?: NamespaceFilter): Survey {
  const surveyed = new Survey(resource, filter);
  // What the API server sends is JSON.
  surveyed.add(JSON.parse(JSON.stringify(objects)) as Json);
  return surveyed;
}

/** All names that a survey has found fault with, by the fault. */
function flawsOf({ flaws }: Survey): Record<string, readonly string[]> {
  const { truncated, portless, unlabelled, undecided, dualStack } = flaws;
  const found = { truncated, portless, unlabelled, undecided, dualStack };
  return Object.fromEntries(Object.entries(found).flatMap(([flaw, names]) => (names.size === 0 ? [] : [[flaw, [...names]]])));
}

const ready = { addresses: ['10.0.0.1'], conditions: { ready: true } };

describe('objects are counted', () => {
  const objects = [endpoints('shop/cms'), endpoints('shop/api'), endpoints('infra/dns')];

  test('all, and by namespace', () => {
    const { kept, namespaces, services, objects: count } = survey('endpoints', objects);
    expect({ count, kept, namespaces: [...namespaces], services: [...services] }).toEqual({
      count: 3,
      kept: 3,
      namespaces: ['shop', 'infra'],
      services: ['shop/cms', 'shop/api', 'infra/dns'],
    });
  });

  test('those that the gateway keeps, too', () => {
    const { kept, namespaces, services, objects: count } = survey('endpoints', objects, (namespace) => namespace === 'infra');
    expect({ count, kept, namespaces: [...namespaces], services: [...services] }).toEqual({
      count: 3,
      kept: 1,
      namespaces: ['shop', 'infra'],
      services: ['infra/dns'],
    });
  });

  test('slices of one Service are one service', () => {
    const slices = [endpointSlice('shop/cms-a', { service: 'cms' }), endpointSlice('shop/cms-b', { service: 'cms' })];
    expect([...survey('endpointslices', slices).services]).toEqual(['shop/cms']);
  });

  test('page by page, and no list is no object', () => {
    const surveyed = survey('endpoints', objects);
    surveyed.add(null);
    surveyed.add([]);
    surveyed.add([{ metadata: { namespace: 'shop', name: 'late' } }]);
    expect(surveyed.objects).toBe(4);
  });
});

test('the newest resourceVersion is the highest number', () => {
  const at = (resourceVersion: string) => ({ metadata: { namespace: 'a', name: 'b', resourceVersion } });
  expect(survey('endpoints', [at('9'), at('1000'), at('200'), at('x')]).newestVersion).toBe(1000);
  expect(survey('endpoints', [at('x')]).newestVersion).toBe(0);
});

describe('of Endpoints', () => {
  test('those cut off are named, and others are not', () => {
    const full = endpoints('shop/full');
    const annotated = (value: string) => ({
      ...full,
      metadata: { ...full.metadata, annotations: { 'endpoints.kubernetes.io/over-capacity': value } },
    });
    expect(flawsOf(survey('endpoints', [full, annotated('truncated')]))).toEqual({ truncated: ['shop/full'] });
    expect(flawsOf(survey('endpoints', [full, annotated('warning')]))).toEqual({});
    expect(flawsOf(survey('endpoints', [annotated('truncated')], () => false))).toEqual({});
  });
});

describe('of slices', () => {
  const slice = endpointSlice('shop/cms-a', { service: 'cms' });
  const six = endpointSlice('shop/cms-b', { service: 'cms', addressType: 'IPv6', addresses: ['fd00::1'] });

  test.each([
    ['a plain one has no flaw', [slice], {}],
    ['ports: null with a ready endpoint', [{ ...slice, ports: null }], { portless: ['shop/cms'] }],
    ['ports: null with none ready', [{ ...endpointSlice('shop/cms-a', { service: 'cms', ready: false }), ports: null }], {}],
    ['ports: null without endpoints', [{ ...slice, ports: null, endpoints: null }], {}],
    ['no conditions', [{ ...slice, endpoints: [{ addresses: ['10.0.0.1'] }] }], { undecided: ['shop/cms-a'] }],
    [
      'conditions without ready beside a ready one',
      [{ ...slice, endpoints: [ready, { ...ready, conditions: { serving: true } }] }],
      { undecided: ['shop/cms-a'] },
    ],
    ['no conditions, no addresses', [{ ...slice, endpoints: [{ addresses: [] }] }], {}],
    ['no label', [{ ...slice, metadata: { namespace: 'shop', name: 'orphan' }, ports: null }], { unlabelled: ['shop/orphan'] }],
    ['both families', [slice, six], { dualStack: ['shop/cms'] }],
    ['a family and names', [slice, endpointSlice('shop/cms-n', { service: 'cms', addressType: 'FQDN', addresses: ['a.b'] })], {}],
    ['both families, one not ready', [slice, { ...six, endpoints: [{ ...ready, conditions: { ready: false } }] }], {}],
    ['both families, of two services', [slice, endpointSlice('shop/api-b', { service: 'api', addressType: 'IPv6' })], {}],
  ])('%s', (_title, slices, flaws) => expect(flawsOf(survey('endpointslices', slices))).toEqual(flaws));
});
