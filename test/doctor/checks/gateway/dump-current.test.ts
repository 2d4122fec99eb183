import { describe, expect, test } from 'vitest';
import { dumpCurrent } from '../../../../src/doctor/checks/gateway/dump-current.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import { Clock } from '../../../../src/time/clock.ts';
import { DEFAULT_CONFIG, fakeGateway } from '../../../support/control-api.ts';
import type { FakeGateway, RunningGateway } from '../../../support/control-api.ts';
import { dictOf } from '../../../support/dicts.ts';
import { examinedCluster } from '../../../support/examined-cluster.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { listReader } from '../../../support/list-reader.ts';
import { endpointSlice, endpoints } from '../../../support/objects.ts';

/** A clock on which every wait is over at once; what happens meanwhile is `onWait`. */
class Meanwhile extends Clock {
  readonly #onWait: () => void;

  constructor(onWait: () => void) {
    super();
    this.#onWait = onWait;
  }

  now(): number {
    return 0;
  }

  after(_: number, action: () => void): () => void {
    this.#onWait();
    const soon = setImmediate(action);
    return () => clearImmediate(soon);
  }
}

interface Stage {
  /** In the cluster. */
  readonly has: readonly object[];
  /** What the gateway made of this. */
  readonly had: readonly object[];
  readonly version?: string;
  readonly gateway?: Partial<RunningGateway>;
  readonly cluster?: ExaminedClusterFields;
  /** What happens while the check waits for its second look. */
  readonly meanwhile?: (stage: { list: readonly object[]; readonly fake: FakeGateway }) => void;
}

async function answersOf({ has, had, version = '3.18.0', gateway = {}, cluster = {}, meanwhile = () => {} }: Stage) {
  const fake = await fakeGateway({
    version,
    clusters: [{ id: undefined, dict: dictOf(had, version) }],
    ...gateway,
  });
  const stage = { list: has, fake };
  const examined = examinedCluster(
    listReader(() => stage.list),
    { release: version, controlApi: fake.api, config: CONFIG, clock: new Meanwhile(() => meanwhile(stage)), ...cluster },
  );
  return dumpCurrent.examine(examined);
}

const CONFIG: ExaminedCluster['config'] = {
  id: undefined,
  service: { schema: 'https', host: 'cluster.test', port: '6443', sslVerify: false },
  client: { kind: 'token-file', path: '/run/token' },
  namespaceSelector: undefined,
  labelSelector: undefined,
  defaultWeight: 50,
  watchEndpointSlices: false,
  sharedSize: '64m',
};

const cms = endpoints('shop/cms', { addresses: ['10.1.0.1', '10.1.0.2'] });
const cart = endpoints('shop/cart', { addresses: ['10.1.0.3'] });
const moved = endpoints('shop/cart', { addresses: ['10.1.0.9'] });

describe('a gateway that has what the cluster has', () => {
  test.each(['3.13.0', '3.14.1', '3.15.0', '3.18.0'])('of %s', async (version) => {
    expect(await answersOf({ has: [cms, cart], had: [cms, cart], version })).toEqual([
      { outcome: 'pass', title: 'The gateway has the nodes of all 2 services', evidence: [] },
    ]);
  });

  test('apart from what nobody can ask for: services without nodes', async () => {
    const idle = endpoints('shop/idle', { addresses: [] });
    expect(await answersOf({ has: [cms, idle], had: [cms, endpoints('shop/gone', { addresses: [] })] })).toEqual([
      { outcome: 'pass', title: 'The gateway has the nodes of 1 service', evidence: [] },
    ]);
  });

  test('from slices', async () => {
    const slice = endpointSlice('shop/cms-abc', { service: 'cms', addresses: ['10.1.0.1'] });
    const fields = {
      gateway: {
        config: { ...DEFAULT_CONFIG, watch_endpoint_slices: true },
        clusters: [{ id: undefined, dict: dictOf([slice], '3.18.0', 'endpointslices') }],
      },
    };
    const cluster = { settings: { resource: 'endpointslices' }, config: { ...CONFIG, watchEndpointSlices: true } } as const;
    expect(await answersOf({ has: [slice], had: [], ...fields, cluster })).toMatchObject([{ outcome: 'pass' }]);
  });

  test('with the selectors that it runs with, where no --config says them', async () => {
    const gateway = { config: { ...DEFAULT_CONFIG, namespace_selector: { match: ['shop'] }, default_weight: 50 } };
    const other = endpoints('infra/dns', { addresses: ['10.1.0.8'] });
    expect(await answersOf({ has: [other, cms], had: [cms], gateway, cluster: { config: undefined } })).toMatchObject([
      { outcome: 'pass', title: 'The gateway has the nodes of 1 service' },
    ]);
  });

  test('of several clusters, the one of this id; one without any key is not in the dump', async () => {
    const config = ['one', 'two'].map((id) => ({
      ...DEFAULT_CONFIG,
      id,
      service: { schema: 'https', host: `${id}.test`, port: '6443' },
    }));
    const clusters = [
      { id: 'one', dict: dictOf([cms]) },
      { id: 'two', dict: dictOf([], '3.14.0') },
    ];
    const gateway = { mode: 'multi', config, clusters } as const;
    expect(await answersOf({ has: [cms], had: [], gateway, cluster: { id: 'one' } })).toMatchObject([{ outcome: 'pass' }]);
    expect(await answersOf({ has: [], had: [], gateway, cluster: { id: 'two' } })).toEqual([
      { outcome: 'pass', title: 'The gateway has no nodes, and neither has the cluster', evidence: [] },
    ]);
    expect(await answersOf({ has: [cms], had: [], gateway, cluster: { id: undefined, config: undefined } })).toEqual([
      { outcome: 'unknown', evidence: ['The gateway watches several clusters. Which of them this is, --config says'] },
    ]);
  });
});

describe('what is in flight is no difference', () => {
  test('the gateway has it a moment later', async () => {
    const meanwhile: Stage['meanwhile'] = ({ fake }) => (fake.gateway.clusters = [{ id: undefined, dict: dictOf([cms, moved]) }]);
    expect(await answersOf({ has: [cms, moved], had: [cms, cart], meanwhile })).toEqual([
      {
        outcome: 'pass',
        title: 'The gateway has the nodes of all 2 services',
        evidence: ['1 service changed while it was compared'],
      },
    ]);
  });

  test('the cluster goes on changing', async () => {
    const meanwhile: Stage['meanwhile'] = (stage) => (stage.list = [cms, endpoints('shop/cart', { addresses: ['10.1.0.10'] })]);
    expect(await answersOf({ has: [cms, moved], had: [cms, cart], meanwhile })).toMatchObject([
      { outcome: 'pass', evidence: ['1 service changed while it was compared'] },
    ]);
  });
});

describe('G02: old nodes', () => {
  test('of a service that changed, one that came and one that went', async () => {
    const had = [cms, cart, endpoints('shop/gone', { addresses: ['10.1.0.7'] })];
    const has = [cms, moved, endpoints('shop/new', { addresses: ['10.1.0.4', '10.1.0.5', '10.1.0.6', '10.1.0.7', '10.1.0.8'] })];
    expect(await answersOf({ has, had })).toEqual([
      {
        outcome: 'fail',
        cause: {
          id: 'G02',
          message:
            'The gateway has old nodes for 3 services of test: its watch tells it nothing. One that broke is begun again after 40 s, one ' +
            'that fell silent after half an hour and more; --wait 1m tells them apart.',
        },
        evidence: [
          'shop/cart: the gateway has 10.1.0.3:8080, the cluster 10.1.0.9:8080',
          'shop/new: the gateway has no nodes, the cluster 10.1.0.4:8080, 10.1.0.5:8080, 10.1.0.6:8080 and 2 more',
          'shop/gone: the gateway has 10.1.0.7:8080, the cluster no such service',
        ],
        mend: 'apisix reload',
      },
    ]);
  });

  test('only the first few are told', async () => {
    const services = Array.from({ length: 8 }, (_, at) => `shop/s${at}`);
    const had = services.map((key) => endpoints(key, { addresses: ['10.1.0.1'] }));
    const has = services.map((key) => endpoints(key, { addresses: ['10.1.0.2'] }));
    const [answer] = await answersOf({ has, had });
    expect(answer?.evidence).toHaveLength(4);
    expect(answer?.evidence.at(-1)).toBe('And 5 more services');
  });

  test.each([
    [['10.1.0.1', '10.1.0.2', '10.1.0.3', '10.1.0.8'], 'still has 10.1.0.8:8080 and lacks 10.1.0.9:8080'],
    [['10.1.0.1', '10.1.0.2', '10.1.0.3'], 'lacks 10.1.0.9:8080'],
    [['10.1.0.1', '10.1.0.2', '10.1.0.3', '10.1.0.8', '10.1.0.9'], 'still has 10.1.0.8:8080'],
  ])('of many nodes, those that differ are told: %j', async (addresses, differs) => {
    const has = [endpoints('shop/cart', { addresses: ['10.1.0.1', '10.1.0.2', '10.1.0.3', '10.1.0.9'] })];
    const [answer] = await answersOf({ has, had: [endpoints('shop/cart', { addresses })] });
    expect(answer?.evidence).toEqual([`shop/cart: the gateway ${differs}`]);
  });

  test('with other port names alone', async () => {
    const renamed = endpoints('shop/cart', { addresses: ['10.1.0.3'], ports: [{ name: 'web', port: 8080 }] });
    const [answer] = await answersOf({ has: [renamed], had: [cart] });
    expect(answer?.evidence).toEqual(['shop/cart: the gateway has 10.1.0.3:8080 as well, with other port names or weights']);
  });

  test('what the dump holds is shown, not obeyed', async () => {
    const body = JSON.stringify({
      config: DEFAULT_CONFIG,
      endpoints: [
        {
          endpoints: [
            { name: 'shop/\u001b[2J', value: String.raw`{"http":[{"host":"\u0007","port":{},"weight":1}]}` },
            { name: 'shop/cms', value: '{' },
          ],
        },
      ],
    });
    const faults = { '/v1/discovery/kubernetes/dump': { status: 200, body } };
    const [answer] = await answersOf({ has: [cms], had: [], gateway: { faults } });
    expect(answer?.evidence).toEqual([
      'shop/cms: the gateway has no nodes, the cluster 10.1.0.1:8080 and 10.1.0.2:8080',
      String.raw`shop/\u{1b}[2J: the gateway has \u{7}:?, the cluster no such service`,
    ]);
  });
});

describe('G05: a lost page', () => {
  const objects = Array.from({ length: 300 }, (_, at) =>
    endpoints(`shop/s${String(at).padStart(3, '0')}`, { addresses: [`10.2.${at >> 8}.${at & 255}`] }),
  );

  test.each([
    ['the second and all after it', objects.slice(0, 120), 2, 180],
    ['the third', objects.slice(0, 240), 3, 60],
    ['the second, and events brought some back', [...objects.slice(0, 120), ...objects.slice(150, 155)], 2, 175],
  ])('%s', async (_, had, page, lost) => {
    expect(await answersOf({ has: objects, had })).toMatchObject([
      {
        outcome: 'fail',
        cause: {
          id: 'G05',
          message: `The gateway has nothing from page ${page} of its list of test on, ${lost} services: that page failed, and it does not notice.`,
        },
        mend: 'apisix reload',
      },
    ]);
  });

  test.each([
    ['some of the first page are missing, too', objects.slice(5, 120)],
    ['but a few of later pages are there', objects.slice(0, 290).filter((__, at) => at < 240 || at > 250)],
    ['one new service at the end', objects.slice(0, 299)],
  ])('is not, where %s', async (_, had) => {
    expect(await answersOf({ has: objects, had })).toMatchObject([{ cause: { id: 'G02' } }]);
  });

  test('counts what the API server lists, not what the gateway keeps of it', async () => {
    const others = Array.from({ length: 130 }, (_, at) => endpoints(`aaa/s${at}`, { addresses: ['10.3.0.1'] }));
    const gateway = { config: { ...DEFAULT_CONFIG, namespace_selector: { match: ['shop'] } } };
    const settings = { namespaceSelector: { kind: 'match', patterns: ['shop'] } } as const;
    const has = [...others, ...objects];
    const [answer] = await answersOf({ has, had: objects.slice(0, 110), gateway, cluster: { settings } });
    expect(answer?.cause?.message).toContain('nothing from page 3 of its list');
  });
});

describe('G08: a full dict', () => {
  const objects = Array.from({ length: 3000 }, (_, at) => endpoints(`shop/s${at}`, { addresses: ['10.2.0.1'] }));

  test('loses services wherever they are', async () => {
    const gateway = { config: { ...DEFAULT_CONFIG, shared_size: '1m' } };
    const had = objects.filter((_, at) => at % 100 !== 0);
    expect(await answersOf({ has: objects, had, gateway })).toMatchObject([
      {
        outcome: 'fail',
        cause: {
          id: 'G08',
          message: 'The gateway lost 30 services of test: its shared dict of 1m is full, and what does not fit in is dropped.',
        },
        mend: 'shared_size: 4m',
      },
    ]);
  });

  test('is not the cause where there is room', async () => {
    const had = objects.filter((_, at) => at % 100 !== 0);
    expect(await answersOf({ has: objects, had })).toMatchObject([{ cause: { id: 'G02' } }]);
  });
});

describe('G14: what is no more', () => {
  test('stays before 3.15.0, until a restart', async () => {
    expect(await answersOf({ has: [cms], had: [cms, cart], version: '3.14.1' })).toEqual([
      {
        outcome: 'warn',
        cause: {
          id: 'G14',
          message:
            'The gateway still has 1 service that test has no more: before 3.15.0 APISIX never drops what it did not see go.',
        },
        evidence: ['shop/cart: the gateway has 10.1.0.3:8080, the cluster no such service'],
        mend: 'apisix restart',
      },
    ]);
  });

  test('is dropped with the next list later, so it is old', async () => {
    expect(await answersOf({ has: [cms], had: [cms, cart], version: '3.15.0' })).toMatchObject([
      { outcome: 'fail', cause: { id: 'G02' } },
    ]);
  });
});

test('G15: nothing at all', async () => {
  expect(await answersOf({ has: [cms], had: [] })).toMatchObject([
    {
      outcome: 'fail',
      cause: { id: 'G15', message: 'The gateway has no service of test at all: its first list has not come through.' },
      mend: 'k8s-disco explain error.log',
    },
  ]);
});

describe('of a release that does not show everything', () => {
  const objects = Array.from({ length: 600 }, (_, at) => endpoints(`shop/s${at}`, { addresses: ['10.2.0.1'] }));

  test('what it shows is compared', async () => {
    expect(await answersOf({ has: objects, had: objects, version: '3.13.0' })).toEqual([
      {
        outcome: 'pass',
        title: 'The gateway has the nodes of 512 services',
        evidence: [
          '88 services could not be compared: the dump of APISIX 3.13.0 shows 1,024 keys at most, and a service takes two',
        ],
      },
    ]);
  });

  test.each([
    ['3.9.1', 'APISIX 3.9.1 has no dump of discovery: it came with 3.10.0.'],
    ['3.10.0', 'The dump of APISIX 3.10.0 shows a list of clusters alone, up to 3.12.0.'],
    ['3.12.0', 'The dump of APISIX 3.12.0 shows a list of clusters alone, up to 3.12.0.'],
  ])('%s shows nothing in single mode', async (version, why) => {
    expect(await answersOf({ has: [cms], had: [cart], version })).toEqual([
      { outcome: 'skip', cause: { id: 'G16', message: why }, evidence: ['What the gateway has cannot be seen'] },
    ]);
  });
});

describe('nobody can say', () => {
  test('where the dump is of another cluster, and no --config says which it is of', async () => {
    expect(await answersOf({ has: [cms], had: [cart], cluster: { config: undefined } })).toEqual([
      {
        outcome: 'unknown',
        evidence: ['No service has the same nodes at the gateway as in this cluster. Is it the one that the gateway watches?'],
      },
    ]);
  });

  test('where the config in the dump is of no such release', async () => {
    expect(await answersOf({ has: [cms], had: [cms], gateway: { config: { service: 7 } } })).toEqual([
      { outcome: 'unknown', evidence: ['The config in the dump is none that APISIX 3.18.0 runs with. Is it another release?'] },
    ]);
  });

  test('where the second dump does not come', async () => {
    const meanwhile: Stage['meanwhile'] = ({ fake }) =>
      (fake.gateway.faults = { '/v1/discovery/kubernetes/dump': { status: 500, body: '' } });
    await expect(answersOf({ has: [moved], had: [cart], meanwhile })).rejects.toThrow(
      'answered a dump, and none when it was asked again',
    );
  });
});

test('without --control-api nothing is asked', async () => {
  const { controlApi: _, ...cluster } = examinedCluster(listReader(() => []));
  expect(await dumpCurrent.examine(cluster)).toEqual([{ outcome: 'skip', evidence: ['No --control-api was given'] }]);
});
