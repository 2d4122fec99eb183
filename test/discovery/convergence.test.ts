import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../src/apisix/lua.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import type { Resource } from '../../src/apisix/view.ts';
import { GatewayView } from '../../src/apisix/view.ts';
import { DiscoveryEngine } from '../../src/discovery/engine.ts';
import { tokenCredentials } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { FakeClock } from '../support/fake-clock.ts';

// Whatever happens on the way, in the end the engine has what a fresh list has. `FUZZ_RUNS=1000 npx vitest run test/discovery/convergence`
// goes on for longer.
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);

/** Faults that end by themselves. Garbage is not among them: it blocks the gateway for the rest of its watch, and so our view of it. */
const PASSING_FAULTS = [
  '401:1',
  '403-watch:1',
  '429:1',
  '410:1',
  '410-http:1',
  '500:1',
  'drop:1',
  'html:1',
  'bad-page-2:1',
  'split',
];

type Step =
  | { readonly do: 'put'; readonly service: number; readonly addresses: readonly number[] }
  | { readonly do: 'fault'; readonly fault: string }
  | { readonly do: 'cut watches' | 'compact' | 'let it happen' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      service: fc.nat(9),
      addresses: fc.array(fc.nat(250), { maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: fc.constantFrom(...PASSING_FAULTS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cut watches' as const, 'compact' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('let it happen' as const) }) },
);

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ scheme: 'http' });
});
afterAll(() => playground.close());

async function take(action: Step): Promise<void> {
  switch (action.do) {
    case 'put': {
      const addresses = action.addresses.map((last) => `10.0.0.${last}`);
      playground.putService({
        namespace: 'default',
        name: `service-${action.service}`,
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        ready: addresses,
      });
      break;
    }
    case 'fault':
      playground.setFaults([action.fault]);
      break;
    case 'cut watches':
      playground.cutWatches();
      break;
    case 'compact':
      playground.store.compact();
      break;
    case 'let it happen':
      await new Promise((resolve) => setTimeout(resolve, 2));
      break;
    default:
      action satisfies never;
  }
}

/** What a gateway started now would have. */
function freshView(resource: Resource): GatewayView {
  const view = new GatewayView({ release: releaseOf('3.18.0'), resource, namespaceFilter: undefined, defaultWeight: 50 });
  view.beginList();
  const items = playground.store.snapshot(resource).map(({ object }) => object as Json);
  view.listPage({ items, continueToken: undefined });
  view.endList();
  return view;
}

/** Services that have nodes; those without may linger as an empty entry until the next list, as they do in the gateway. */
function served(view: GatewayView): unknown {
  return view.dict
    .values()
    .flatMap(([key, value]) =>
      value.kind === 'service' && [...value.ports.values()].some((nodes) => nodes.length > 0) ? [[key, value.ports]] : [],
    );
}

test.each<Resource>(['endpoints', 'endpointslices'])(
  '%s converge to what a fresh list has',
  { timeout: 60_000 + RUNS * 2_000 },
  async (resource) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { token } = playground.accounts[0]!;
        const transport = createTransport({
          id: undefined,
          name: 'playground',
          server: new URL(playground.url),
          source: { kind: 'flags' },
          credentials: tokenCredentials({ token, origin: 'the test', server: playground.url }),
          trust: { verify: 'nothing' },
        });
        const setup = {
          id: undefined,
          name: 'playground',
          transport,
          resource,
          namespaceSelector: undefined,
          labelSelector: undefined,
          defaultWeight: 50,
        };
        const engine = new DiscoveryEngine({
          release: releaseOf('3.18.0'),
          mode: 'single',
          clusters: [setup],
          clock: new FakeClock({ hasty: true }),
          random: Math.random,
          events: { onChange: () => {}, onState: () => {} },
        });
        const abort = new AbortController();
        const run = engine.run(abort.signal);
        try {
          for (const action of steps) await take(action);
          playground.setFaults([]);
          const { view } = engine.clusters[0]!;
          await expect.poll(() => served(view), { timeout: 5_000, interval: 2 }).toEqual(served(freshView(resource)));
        } finally {
          playground.setFaults([]);
          abort.abort();
          await run;
        }
      }),
      { numRuns: RUNS },
    );
  },
);
