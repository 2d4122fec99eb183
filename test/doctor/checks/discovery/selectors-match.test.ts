import { describe, expect, test } from 'vitest';
import type { NamespaceSelector } from '../../../../src/apisix/discovery-config/model.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { selectorsMatch } from '../../../../src/doctor/checks/discovery/selectors-match.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { endpointSlice, endpoints, namespace, service } from '../../../support/objects.ts';
import { ScriptedTransport, kubeError } from '../../../support/scripted-transport.ts';
import type { ScriptedAnswer } from '../../../support/scripted-transport.ts';

function list(kind: string, ...items: readonly object[]): ScriptedAnswer {
  return { chunks: [JSON.stringify({ kind, metadata: { resourceVersion: '7' }, items })] };
}

const listed = (...keys: readonly string[]) =>
  list('EndpointsList', ...keys.map((key) => endpoints(key, { labels: { app: 'cms' } })));

const namespaces = (...names: readonly string[]) => list('NamespaceList', ...names.map((name) => namespace(name)));

const forbidden = kubeError('forbidden');

/** The answers of the check to a cluster that answers one request after the other, each of which has to be asked. */
async function answersTo(answers: readonly ScriptedAnswer[], fields: ExaminedClusterFields): Promise<readonly Answer[]> {
  const transport = new ScriptedTransport(...answers);
  const told = await selectorsMatch.examine(examinedCluster(transport, fields));
  expect(transport.requests).toHaveLength(answers.length);
  return told;
}

const selecting = (namespaceSelector: NamespaceSelector) => ({ settings: { namespaceSelector }, configPath: 'config.yaml' });
const matching = (...patterns: readonly string[]) => selecting({ kind: 'match', patterns });
const place = { path: 'config.yaml' };

test('without a selector there is nothing to ask', async () => {
  expect(await answersTo([], {})).toEqual([{ outcome: 'skip', evidence: ['No selector is set'] }]);
  expect(await answersTo([], { settings: { labelSelector: '' } })).toEqual([
    { outcome: 'skip', evidence: ['No selector is set'] },
  ]);
});

test('selectors that leave something are well', async () => {
  expect(await answersTo([listed('shop/cms', 'infra/dns')], matching('shop'))).toEqual([
    { outcome: 'pass', evidence: ['They leave 1 of 2 listed objects'] },
  ]);
});

describe('namespace_selector that leaves nothing', () => {
  const found = listed('my-shop/cms', 'infra/dns');

  test.each<readonly [string, ExaminedClusterFields, readonly ScriptedAnswer[], Answer]>([
    [
      'C15: a pattern of a part of the names',
      matching('my-', 'infr'),
      [found, forbidden],
      {
        outcome: 'fail',
        evidence: ['Namespaces with Endpoints: my-shop, infra'],
        cause: {
          id: 'C15',
          message:
            'namespace_selector.match my-, infr matches no namespace with Endpoints: a pattern has to match the whole name.',
        },
        mend: 'namespace_selector: {match: ["my-.*","infr.*"]}',
        place,
      },
    ],
    [
      'C15: a pattern that resembles nothing',
      matching('production'),
      [found, forbidden],
      {
        outcome: 'fail',
        evidence: ['Namespaces with Endpoints: my-shop, infra'],
        cause: {
          id: 'C15',
          message:
            'namespace_selector.match production matches no namespace with Endpoints: a pattern has to match the whole name.',
        },
        place,
      },
    ],
    [
      'C15: a namespace that does not exist',
      selecting({ kind: 'equal', namespace: 'shpo' }),
      [listed(), namespaces('shop', 'infra')],
      {
        outcome: 'fail',
        evidence: ['Namespaces of the cluster: shop, infra'],
        cause: { id: 'C15', message: 'namespace_selector.equal names shpo, and there is no such namespace.' },
        mend: 'namespace_selector: {equal: shop}',
        place,
      },
    ],
    [
      'S16: everything is excluded',
      selecting({ kind: 'not-match', patterns: ['.*'] }),
      [found, namespaces('my-shop', 'infra', 'default')],
      {
        outcome: 'fail',
        evidence: ['Namespaces of the cluster: my-shop, infra, default'],
        cause: {
          id: 'S16',
          message: 'namespace_selector.not_match leaves out each namespace of the cluster: .*. Take out what matches too much.',
        },
        place,
      },
    ],
    [
      'a namespace that is still empty is no fault',
      matching('new'),
      [found, namespaces('my-shop', 'infra', 'new')],
      { outcome: 'pass', evidence: ['They select new, where nothing is to be listed yet'] },
    ],
    [
      'a cluster with nothing beside one namespace is no fault',
      selecting({ kind: 'not-equal', namespace: 'default' }),
      [listed(), namespaces('default')],
      { outcome: 'pass', evidence: ['There is nothing to select yet'] },
    ],
    [
      'nobody can say whether a namespace exists that is not listed, where nothing is',
      selecting({ kind: 'equal', namespace: 'shop' }),
      [listed(), forbidden, listed()],
      { outcome: 'unknown', evidence: ['Nobody may say which namespaces there are'] },
    ],
    [
      'C15: what is listed without it is elsewhere',
      selecting({ kind: 'equal', namespace: 'shp' }),
      [listed(), forbidden, listed('shop/cms', 'infra/dns')],
      {
        outcome: 'warn',
        evidence: ['Namespaces with Endpoints: shop, infra', 'Nobody may say which namespaces there are'],
        cause: {
          id: 'C15',
          message: 'namespace_selector.equal shp leaves nothing, and other namespaces have Endpoints. Is there such a namespace?',
        },
        mend: 'namespace_selector: {equal: shop}',
        place,
      },
    ],
  ])('%s', async (_, fields, answers, expected) => expect(await answersTo(answers, fields)).toEqual([expected]));
});

describe('C15: one pattern among others that matches nothing', () => {
  const found = listed('shop/cms');

  test('is told where the namespaces may be listed', async () => {
    expect(await answersTo([found, namespaces('shop', 'billing-eu')], matching('shop', 'billing'))).toEqual([
      { outcome: 'pass', evidence: ['They leave 1 of 1 listed objects'] },
      {
        outcome: 'warn',
        title: 'The pattern billing selects nothing',
        evidence: [],
        cause: {
          id: 'C15',
          message: 'The pattern billing of namespace_selector matches the whole name of no namespace of the cluster.',
        },
        mend: 'namespace_selector: {match: ["billing.*"]}',
        place,
      },
    ]);
  });

  test('is not, where its namespace is only empty, or nobody may list them', async () => {
    const well = [{ outcome: 'pass', evidence: ['They leave 1 of 1 listed objects'] }];
    expect(await answersTo([found, namespaces('shop', 'billing')], matching('shop', 'billing'))).toEqual(well);
    expect(await answersTo([found, forbidden], matching('shop', 'billing'))).toEqual(well);
    expect(await answersTo([found], selecting({ kind: 'not-match', patterns: ['billing'] }))).toEqual(well);
  });
});

describe('label_selector that leaves nothing', () => {
  const labelled = (labelSelector: string) => ({ settings: { labelSelector }, address: ['--context', 'prod'] });
  const message = (selector: string) =>
    `label_selector ${selector} matches no Endpoints. It is held against their labels, which are copied from the Service, not from its pods.`;

  test('C18: is mended by labelling a Service whose pods have the labels', async () => {
    const services = list('ServiceList', service('shop/db'), service('shop/cms', { selector: { tier: 'web', app: 'cms' } }));
    expect(await answersTo([listed(), listed('shop/cms', 'shop/db'), services], labelled('tier=web'))).toEqual([
      {
        outcome: 'fail',
        evidence: ['Of 2 Endpoints, none has the label tier'],
        cause: { id: 'C18', message: message('tier=web') },
        mend: 'kubectl label service cms -n shop tier=web --context prod',
      },
    ]);
  });

  test('C18: is told with the values that there are', async () => {
    expect(await answersTo([listed(), listed('shop/cms'), forbidden], labelled('app in (a, b),!tier'))).toEqual([
      {
        outcome: 'fail',
        evidence: ['Of 1 Endpoints, app is cms', 'Of 1 Endpoints, none has the label tier'],
        cause: { id: 'C18', message: message('app in (a, b),!tier') },
      },
    ]);
  });

  test('C18: is told of slices, too', async () => {
    const slices = list(
      'EndpointSliceList',
      endpointSlice('shop/cms-a', { service: 'cms' }),
      endpointSlice('shop/cms-b', { service: 'cms' }),
    );
    const settings = { resource: 'endpointslices', labelSelector: 'tier=web' } as const;
    const [answer] = await answersTo([list('EndpointSliceList'), slices, forbidden], { settings });
    expect(answer?.cause?.message).toMatch(/^label_selector tier=web matches no EndpointSlice\. /);
    expect(answer?.evidence).toEqual(['Of 2 EndpointSlices, none has the label tier']);
  });

  test('is not at fault where nothing is without it either', async () => {
    expect(await answersTo([listed(), listed(), namespaces('default')], labelled('app=web'))).toEqual([
      { outcome: 'pass', evidence: ['They select default, where nothing is to be listed yet'] },
    ]);
  });
});
