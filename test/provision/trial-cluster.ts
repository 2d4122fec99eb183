import { setMaxListeners } from 'node:events';
import { onTestFinished } from 'vitest';
import { IDLE_TIMEOUT_MS } from '../../src/kube/ask.ts';
import type { Connection } from '../../src/kube/connection.ts';
import { tokenCredentials } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import type { ApiSubmission } from '../../src/kube/transport.ts';
import { ALL_RIGHTS } from '../../src/playground/account.ts';
import type { Account, Rule } from '../../src/playground/account.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { applySetup } from '../../src/provision/apply-setup.ts';
import { planSetup } from '../../src/provision/plan-setup.ts';
import type { SetupOptions } from '../../src/provision/plan-setup.ts';
import { planTeardown } from '../../src/provision/plan-teardown.ts';
import type { TeardownOptions } from '../../src/provision/plan-teardown.ts';
import type { ClusterSetup, ClusterTeardown } from '../../src/provision/report.ts';
import { tearDown } from '../../src/provision/tear-down.ts';
import type { OpenWish } from '../../src/provision/wish.ts';
import { FastClock } from '../contract/fast-clock.ts';

/** What a set-up is told beside {@link WISH}. */
export interface Told extends Partial<Omit<SetupOptions, 'wish' | 'connection'>> {
  readonly wish?: Partial<OpenWish>;
  /** The account that sets up; absent: one that may do everything. */
  readonly as?: string;
}

/** What came of a set-up. */
export interface Came {
  readonly report: ClusterSetup;
  readonly token: string | undefined;
  /** What was told on the way. */
  readonly steps: readonly string[];
}

/** A playground, and whoever sets up accounts there. */
export interface TrialCluster {
  readonly playground: Playground;
  setUp(told?: Told): Promise<Came>;
  tearDown(
    told?: Partial<Pick<TeardownOptions, 'onStep'>> & { readonly namespace?: string; readonly as?: string },
  ): Promise<ClusterTeardown>;
  /** Writes as somebody else who may do everything. */
  write(submission: Pick<ApiSubmission, 'method' | 'path' | 'body'>): Promise<void>;
}

const WISH: OpenWish = {
  namespace: 'default',
  name: 'gw',
  token: 'secret',
  createNamespace: false,
};

/** Starts a playground until the test ends, in which `users` may set up as far as their rules go. */
export async function startCluster(users: Readonly<Record<string, readonly Rule[]>> = {}): Promise<TrialCluster> {
  const clock = new FastClock(50);
  const others = Object.entries(users).map(([name, rules]): Account => ({ namespace: 'default', name, rules }));
  const playground = await startPlayground({
    scheme: 'http',
    clock,
    accounts: [{ namespace: 'kube-system', name: 'admin', rules: ALL_RIGHTS }, ...others],
  });
  onTestFinished(() => playground.close());
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const connectionAs = (user: string): Connection => ({
    id: undefined,
    name: 'playground',
    server: new URL(playground.url),
    source: { kind: 'flags' },
    credentials: tokenCredentials({ token: playground.account(user).token, origin: '--token', server: playground.url }),
    trust: { verify: 'nothing' },
  });

  return {
    playground,
    async setUp({ wish, as = 'admin', onStep, ...told } = {}) {
      const steps: string[] = [];
      const options: SetupOptions = {
        dryRun: false,
        force: false,
        recreate: false,
        rotate: false,
        waitMs: 5000,
        clock,
        signal,
        onWritten: () => {},
        onStep(step) {
          steps.push(step);
          onStep?.(step);
        },
        ...told,
        wish: { ...WISH, ...wish },
        connection: connectionAs(as),
      };
      const plan = await planSetup(options);
      if (plan.kind === 'refused' || options.dryRun) return { report: plan.report, token: undefined, steps };
      return { ...(await applySetup(plan, options)), steps };
    },
    async tearDown({ namespace = WISH.namespace, as = 'admin', onStep = () => {} } = {}) {
      const options = { account: { namespace, name: WISH.name }, connection: connectionAs(as), signal, onStep };
      const plan = await planTeardown(options);
      return plan.kind === 'refused' ? plan.report : tearDown(plan, options);
    },
    async write(submission) {
      const transport = createTransport(connectionAs('admin'));
      const contentType = submission.method === 'PATCH' ? { contentType: 'application/merge-patch+json' } : {};
      const query = { fieldManager: 'kubectl-edit' };
      await transport.send({ ...submission, ...contentType, query, signal, idleTimeoutMs: IDLE_TIMEOUT_MS });
      transport.close();
    },
  };
}

/** `kind: state` of each object of a report. */
export function statesOf({ objects }: Pick<ClusterSetup | ClusterTeardown, 'objects'>): Readonly<Record<string, string>> {
  return Object.fromEntries(objects.map(({ kind, name, state }) => [`${kind} ${name}`, state]));
}
