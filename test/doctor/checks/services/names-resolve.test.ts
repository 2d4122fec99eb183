import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { namesResolve } from '../../../../src/doctor/checks/services/names-resolve.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { namesOfWords } from '../../../../src/doctor/wanted-names.ts';
import { examination } from '../../../support/examination.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import { objectServer, refusal } from '../../../support/object-server.ts';
import type { ObjectAnswer } from '../../../support/object-server.ts';
import { endpoints } from '../../../support/objects.ts';

/** Endpoints of a cluster as its API server lists them, and what else it answers. */
async function cluster(
  items: readonly object[],
  { id, more = {} }: { readonly id?: string; readonly more?: Readonly<Record<string, ObjectAnswer>> } = {},
): Promise<ExaminedCluster> {
  const list = { kind: 'EndpointsList', metadata: { resourceVersion: '7' }, items };
  const server = await objectServer({ 'GET /api/v1/endpoints': list, ...more });
  const settings = { id, name: id ?? 'test' };
  return examinedCluster(server.asking.transport, { id, settings });
}

async function answersFor(clusters: readonly ExaminedCluster[], ...words: readonly string[]): Promise<readonly Answer[]> {
  return namesResolve.examine(examination(clusters, { names: () => Promise.resolve(namesOfWords(words)) }));
}

const inShort = ({ outcome, title, cause }: Answer): string => [outcome, cause?.id, title].filter(Boolean).join(' ');

test('a name with nodes is a yes, with its nodes and how many addresses are not ready', async () => {
  const cms = endpoints('shop/cms', { addresses: ['10.0.0.1', '10.0.0.2'], notReady: ['10.0.0.3'] });
  const more = { 'GET /api/v1/namespaces/shop/endpoints': { kind: 'EndpointsList', items: [cms] } };
  expect(await answersFor([await cluster([cms], { more })], 'shop/cms:http')).toEqual([
    {
      outcome: 'pass',
      title: 'shop/cms:http has 2 nodes',
      evidence: ['10.0.0.1:8080, 10.0.0.2:8080', '1 more address is not ready'],
    },
  ]);
});

test('a name without nodes is a no, with the reason, the line to write and the place', async () => {
  const place = { path: 'apisix.yaml', line: 7, column: 3 };
  const wanted = { serviceName: 'shop/cms:80', origin: 'route 1 in apisix.yaml:7', place, scheme: undefined };
  const names = [wanted, { ...wanted, scheme: 'http', origin: 'route 2 in apisix.yaml:9' }];
  const answers = await namesResolve.examine(
    examination([await cluster([endpoints('shop/cms')])], { names: () => Promise.resolve(names) }),
  );
  expect(answers).toEqual([
    {
      outcome: 'fail',
      title: 'shop/cms:80 has no nodes',
      cause: { id: 'S03', message: 'The ports of shop/cms have names, so a number does not work. Write the name.' },
      evidence: ['Asked for by route 1 in apisix.yaml:7 and 1 more'],
      mend: 'service_name: shop/cms:http',
      place,
    },
  ]);
});

test('of names of a cluster that could not be listed nobody can say, and those of others are told', async () => {
  const west = { 'GET /api/v1/endpoints': refusal(403, 'Forbidden', 'no') };
  const clusters = [await cluster([endpoints('shop/cms')], { id: 'east' }), await cluster([], { id: 'west', more: west })];
  const answers = await answersFor(clusters, 'east/shop/cms:http', 'west/shop/cms:http', 'north/shop/cms:http', 'shop/cms:http');
  expect(answers.map(inShort)).toEqual([
    'pass east/shop/cms:http has 1 node',
    'unknown west/shop/cms:http was not looked up',
    'fail S07 north/shop/cms:http has no nodes',
    'fail S06 shop/cms:http has no nodes',
  ]);
  expect(answers[1]?.evidence).toEqual(['west could not be listed']);
  expect(answers[2]?.cause?.message).toBe("No cluster has the id north; the gateway's config has east, west.");
});

describe('thousands of names', () => {
  test('with nodes are counted from the twenty-first on', async () => {
    const keys = Array.from({ length: 1_500 }, (_, at) => `shop/s-${at}`);
    const answers = await answersFor([await cluster(keys.map((key) => endpoints(key)))], ...keys.map((key) => `${key}:http`));
    expect(answers).toHaveLength(21);
    expect(answers.at(-1)).toEqual({ outcome: 'pass', title: '1,480 more names have nodes', evidence: [] });
  });

  test('without are not looked into from the twenty-first on', async () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `s-${at}.shop.svc.cluster.local`);
    const answers = await answersFor([await cluster([endpoints('shop/cms')])], ...names);
    expect(answers).toHaveLength(21);
    expect(answers[20]).toEqual({
      outcome: 'fail',
      title: '4,980 more names have no nodes',
      cause: { id: 'S02', message: 'They were not looked into; of those that were, S02 is the commonest cause.' },
      evidence: [],
    });
  });

  test('of a cluster that could not be listed are counted from the twenty-first on', async () => {
    const west = await cluster([], { id: 'west', more: { 'GET /api/v1/endpoints': refusal(403, 'Forbidden', 'no') } });
    const names = Array.from({ length: 22 }, (_, at) => `west/shop/s-${at}:http`);
    const answers = await answersFor([west], ...names);
    expect(answers).toHaveLength(21);
    expect(answers[20]).toEqual({
      outcome: 'unknown',
      title: '2 more names were not looked up',
      evidence: ['Their clusters could not be listed'],
    });
  });

  test('may be one more', async () => {
    const items = Array.from({ length: 21 }, (_, at) => endpoints(`shop/s-${at}`));
    const good = items.map(({ metadata: { name } }) => `shop/${name}:http`);
    const bad = good.map((name) => `${name}s`);
    const titles = (await answersFor([await cluster(items)], ...good, ...bad)).map(({ title }) => title);
    expect([titles[20], titles[41]]).toEqual(['1 more name has nodes', '1 more name has no nodes']);
  });
});

describe('names that have no nodes because discovery stands still', () => {
  const broken = { ...endpoints('shop/cms'), subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [null] }] };

  test('are told there', async () => {
    expect((await answersFor([await cluster([broken])], 'shop/cms:http')).map(inShort)).toEqual([
      'skip shop/cms:http has no nodes',
    ]);
  });

  test('are counted, too, from the twenty-first on', async () => {
    const names = Array.from({ length: 22 }, (_, at) => `shop/s-${at}:http`);
    const answers = await answersFor([await cluster([broken])], ...names);
    expect(answers.slice(20)).toEqual([
      { outcome: 'skip', title: '2 more names have no nodes', evidence: ['They were not looked into'] },
    ]);
  });
});

test('without names there is nothing to tell', async () => {
  expect(await answersFor([])).toEqual([{ outcome: 'skip', evidence: ['No NAME and no --routes were given'] }]);
});
