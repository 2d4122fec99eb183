import type { Release } from '../apisix/release.ts';
import { fieldSelector, namespaceFilter } from '../apisix/selectors.ts';
import { GatewayView } from '../apisix/view.ts';
import type { KubeError } from '../kube/kube-error.ts';
import type { ApiReader } from '../kube/transport.ts';
import type { Clock } from '../time/clock.ts';
import type { ClusterSettings, DiscoveredCluster } from './discovery.ts';
import type { ListWatchHandler, ReflectorState } from './reflector.ts';
import { Reflector, isTransient } from './reflector.ts';

/** One cluster to follow, and what the gateway's configuration asks of it. */
export interface ClusterSetup extends ClusterSettings {
  readonly transport: ApiReader;
}

/** How the first list came out: it was read, or it failed in a way that waiting does not mend. */
export type FirstList = { readonly kind: 'listed' } | { readonly kind: 'failed'; readonly error: KubeError };

export interface ClusterEvents {
  /** The service under this key of the dict may have other nodes now. */
  readonly onChange: (cluster: Cluster, key: string) => void;
  readonly onState: (cluster: Cluster) => void;
}

export interface ClusterOptions {
  readonly release: Release;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly events: ClusterEvents;
}

/** What the gateway waits after Lua raised, before it lists anew (init.lua, core.lua `start_fetch`, all releases). */
const GATEWAY_RETRY_MS = 40_000;

/** One cluster: a list-watch and the gateway's view of what it brings. */
export class Cluster implements DiscoveredCluster {
  readonly setup: ClusterSetup;
  readonly view: GatewayView;
  /** Settles once; never rejects. Stays pending while failures are transient. */
  readonly firstList: Promise<FirstList>;
  readonly #reflector: Reflector;
  readonly #clock: Clock;
  /** Whether the gateway's next list after a stop is already due. */
  #restarting = false;

  constructor(setup: ClusterSetup, { release, clock, random, events }: ClusterOptions) {
    this.setup = setup;
    this.#clock = clock;
    this.view = new GatewayView({
      release,
      resource: setup.resource,
      namespaceFilter: namespaceFilter(setup.namespaceSelector),
      defaultWeight: setup.defaultWeight,
      onChange: (key) => events.onChange(this, key),
    });
    let settle: (outcome: FirstList) => void;
    this.firstList = new Promise((resolve) => (settle = resolve));
    this.#reflector = new Reflector({
      transport: setup.transport,
      target: {
        resource: this.view.resource,
        labelSelector: setup.labelSelector,
        fieldSelector: fieldSelector(setup.namespaceSelector),
      },
      handler: this.#handler(),
      clock,
      random,
      onState: (state) => {
        if (state.lists > 0) settle({ kind: 'listed' });
        else if (state.phase === 'waiting' && state.lastError !== undefined && !isTransient(state.lastError)) {
          settle({ kind: 'failed', error: state.lastError });
        }
        events.onState(this);
      },
    });
  }

  get server(): string {
    return this.setup.transport.server;
  }

  get state(): ReflectorState {
    return this.#reflector.state;
  }

  /** Follows the cluster until `signal` aborts; then rejects with its reason. */
  async run(signal: AbortSignal): Promise<never> {
    try {
      return await this.#reflector.run(signal);
    } finally {
      this.setup.transport.close();
    }
  }

  #handler(): ListWatchHandler {
    const { view } = this;
    return {
      beginList: () => view.beginList(),
      listPage: (page) => view.listPage(page),
      endList: (signal) => {
        view.endList();
        this.#restartWhenStopped(signal);
      },
      event: (event, line, signal) => {
        view.event(event, line);
        this.#restartWhenStopped(signal);
        return view.standing === 'following';
      },
      watchEnded: () => view.watchEnded(),
    };
  }

  /** Where the gateway's list-watch has died, it lists anew after 40 s; so does ours, or the view would stand still for hours. */
  #restartWhenStopped(signal: AbortSignal): void {
    if (this.view.standing !== 'stopped' || this.#restarting) return;
    this.#restarting = true;
    const restart = (): void => {
      this.#restarting = false;
      this.#reflector.relist();
    };
    // The sleep rejects only when the run is aborted, and then there is nothing left to restart.
    this.#clock.sleep(GATEWAY_RETRY_MS, signal).then(restart, () => {});
  }
}
