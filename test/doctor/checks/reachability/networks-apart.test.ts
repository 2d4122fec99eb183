import { expect, test } from 'vitest';
import { networksApart } from '../../../../src/doctor/checks/reachability/networks-apart.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { examination } from '../../../support/examination.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import { objectServer } from '../../../support/object-server.ts';
import { endpoints, ofPods } from '../../../support/objects.ts';

interface Stage {
  readonly items: readonly object[];
  /** Of the keys that sign its tokens. Absent: nobody may know. */
  readonly kid?: string;
}

async function cluster(id: string, { items, kid }: Stage): Promise<ExaminedCluster> {
  const { asking } = await objectServer({
    'GET /api/v1/endpoints': { kind: 'EndpointsList', metadata: { resourceVersion: '7' }, items },
    ...(kid !== undefined && { 'GET /openid/v1/jwks': { keys: [{ kid }] } }),
  });
  return examinedCluster(asking.transport, { id, settings: { id, name: id } });
}

async function answersOf(east: Stage, west: Stage) {
  return networksApart.examine(examination([await cluster('east', east), await cluster('west', west)]));
}

const cms = ofPods(endpoints('shop/cms', { addresses: ['10.0.0.1', '10.0.0.2'] }));
const pay = ofPods(endpoints('shop/pay', { addresses: ['10.0.0.2', '10.0.0.3'] }));
const far = ofPods(endpoints('shop/pay', { addresses: ['10.9.0.2'] }));

test.each<readonly [string, Stage, Stage]>([
  ['with keys of their own', { items: [cms], kid: 'a' }, { items: [pay], kid: 'b' }],
  ['that tell no keys', { items: [cms] }, { items: [pay] }],
])('P03: an address in two clusters %s', async (_, east, west) => {
  expect(await answersOf(east, west)).toEqual([
    {
      outcome: 'warn',
      title: 'east and west have pods of the same address',
      cause: {
        id: 'P03',
        message:
          'east and west have 1 address in common, so their pod networks overlap. A gateway that is routed to one of them sends requests ' +
          'for the other to the wrong app: give the clusters pod networks (CIDRs) of their own, or a gateway each.',
      },
      evidence: ['10.0.0.2:8080 is of east/shop/cms and of west/shop/pay'],
    },
  ]);
});

test.each([
  ['API servers, each in its own network', endpoints('default/kubernetes')],
  ['a database outside', endpoints('shop/db')],
])('what is no pod may have an address in both: %s', async (_, written) => {
  const stage = { items: [written] };
  expect(await answersOf(stage, stage)).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test('one cluster may name the pods of the other', async () => {
  const exported = endpoints('shop/cms', { addresses: ['10.0.0.1', '10.0.0.2'] });
  expect(await answersOf({ items: [cms] }, { items: [exported] })).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test('addresses of their own are fine', async () => {
  expect(await answersOf({ items: [cms] }, { items: [far] })).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test('one cluster under two ids has one set of keys', async () => {
  const stage = { items: [cms], kid: 'a' };
  expect(await answersOf(stage, stage)).toEqual([{ outcome: 'pass', evidence: [] }]);
});

test('a single cluster has nothing to overlap with', async () => {
  const clusters = [await cluster('east', { items: [cms] })];
  expect(await networksApart.examine(examination(clusters))).toEqual([{ outcome: 'skip', evidence: ['It takes two clusters'] }]);
});
