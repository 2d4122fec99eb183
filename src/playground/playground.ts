import { systemClock } from '../time/clock.ts';
import type { Clock } from '../time/clock.ts';
import { DEFAULT_ACCOUNTS } from './account.ts';
import type { Account, IssuedAccount } from './account.ts';
import type { Answer } from './answer.ts';
import type { HttpRequest } from './api-request.ts';
import { answerRequest } from './api-server.ts';
import { createCertificates } from './certificates.ts';
import { gatewayConfigText, kubeconfigText } from './config-texts.ts';
import { startTokenController } from './controllers/token-controller.ts';
import { FaultPlan, parseFault } from './faults/plan.ts';
import type { PlannedFault } from './faults/plan.ts';
import { listen } from './http/http-server.ts';
import { issueAccount } from './issue-account.ts';
import { writeBuiltInRoles } from './rbac/built-in-roles.ts';
import { scale } from './services/scale.ts';
import type { Scaling } from './services/scale.ts';
import { putService, seed } from './services/seed.ts';
import type { ServiceSpec } from './services/service-objects.ts';
import { ObjectStore } from './store/object-store.ts';
import { namespaceObject } from './strategies/namespace.ts';
import { signBoundToken } from './tokens/sign-token.ts';
import { createTokenKey } from './tokens/token-key.ts';

/** How a playground begins. */
export interface PlaygroundOptions {
  /** Absent: a free one. */
  readonly port?: number;
  /** Absent: `https`. */
  readonly scheme?: 'https' | 'http';
  /**
   * Written as service accounts, Secrets, roles and bindings. Absent: {@link DEFAULT_ACCOUNTS}. The first is what `kubeconfig` is for, and the second, or the
   * only one, what `gatewayConfig` is for.
   */
  readonly accounts?: readonly Account[];
  /** Such as `429:2`; see `FAULTS`. */
  readonly faults?: readonly string[];
  /** Absent: the machine's. */
  readonly clock?: Clock;
}

/** A request that was answered. Watches are logged when they open. Tokens are never kept. */
interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark, as sent. */
  readonly query: string;
  /** Empty where the token was refused. */
  readonly user: string;
  readonly status: number;
}

/** A simulated API server on 127.0.0.1, until it is closed. */
export interface Playground {
  readonly url: string;
  readonly port: number;
  /** Of the CA made for this playground; undefined over plain HTTP. */
  readonly caPem: string | undefined;
  readonly accounts: readonly IssuedAccount[];
  readonly store: ObjectStore;
  readonly requests: readonly LoggedRequest[];
  /** Adds the friendly services and `services` numbered ones (0 when absent). Seeding again brings them back to where they began. */
  seed(options?: { readonly services?: number }): void;
  /** Adds one Service with its Endpoints and EndpointSlice, or replaces them. */
  putService(spec: ServiceSpec): void;
  /** Gives a Service other ready addresses. Throws where there is no such Service. */
  scale(scaling: Scaling): void;
  /** Replaces all faults; `[]` ends them. Throws with the known kinds for one that there is not. */
  setFaults(faults: readonly string[]): void;
  /** Breaks every open watch in the middle. */
  cutWatches(): void;
  /** A further token for an account, as TokenRequest issues them; a negative lifetime makes an expired one. */
  issueToken(account: string, options: { readonly lifetimeSeconds: number }): string;
  /** The account of that name; throws where there is none. */
  account(name: string): IssuedAccount;
  kubeconfig(account?: string): string;
  /** A config.yaml for the gateway. */
  gatewayConfig(account?: string): string;
  /** Closes the port and breaks every connection. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts a simulated Kubernetes API server that holds nothing but the namespaces `default` and `kube-system`, the built-in roles, and its accounts.
 * Its token controller works on the same clock. Rejects where the port is taken or a fault is unknown.
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const { port = 0, scheme = 'https', clock = systemClock } = options;
  const store = new ObjectStore(clock);
  for (const name of ['default', 'kube-system']) store.create('namespaces', namespaceObject(name));
  writeBuiltInRoles(store);
  const faults = new FaultPlan();
  faults.set((options.faults ?? []).map(planned));
  const tokenKey = await createTokenKey();
  const certificates = scheme === 'https' ? await createCertificates(clock.now()) : undefined;
  const caPem = certificates?.caPem;
  const issuer = { key: tokenKey, caPem, now: clock.now() };
  const accounts = (options.accounts ?? DEFAULT_ACCOUNTS).map((spec) => issueAccount(store, spec, issuer));

  const requests: LoggedRequest[] = [];
  const handle = (request: HttpRequest): Answer => {
    const { answer, path, query, user } = answerRequest({ store, clock, tokenKey, faults }, request);
    requests.push({ method: request.method, path, query, user, status: answer.status });
    return answer;
  };
  const server = await listen({ port, certificate: certificates?.serving[faults.certificate], clock, handle });
  const tokenController = startTokenController({
    store,
    clock,
    key: tokenKey,
    caPem,
    isRunning: () => faults.hasTokenController,
  });

  const account = (name: string): IssuedAccount => {
    const found = accounts.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no account "${name}"; there are ${accounts.map((known) => known.name).join(', ')}`);
    return found;
  };
  const accountOr = (name: string | undefined, ...fallback: (IssuedAccount | undefined)[]) => {
    const chosen = name === undefined ? fallback.find((candidate) => candidate !== undefined) : account(name);
    if (chosen === undefined) throw new Error('this playground has no accounts');
    return chosen;
  };
  const whereabouts = { url: `${scheme}://127.0.0.1:${server.port}`, caPem };
  return {
    ...whereabouts,
    port: server.port,
    accounts,
    store,
    requests,
    seed: ({ services = 0 } = {}) => seed(store, { services }),
    putService: (spec) => putService(store, spec),
    scale: (scaling) => scale(store, scaling),
    setFaults(texts) {
      faults.set(texts.map(planned));
      if (certificates !== undefined) server.setCertificate(certificates.serving[faults.certificate]);
      tokenController.resync();
    },
    cutWatches: () => server.cutWatches(),
    issueToken: (name, { lifetimeSeconds }) => signBoundToken(tokenKey, account(name), { now: clock.now(), lifetimeSeconds }),
    account,
    kubeconfig: (name) => kubeconfigText(whereabouts, accountOr(name, accounts[0])),
    gatewayConfig: (name) => gatewayConfigText(whereabouts, accountOr(name, accounts[1], accounts[0])),
    close() {
      tokenController.stop();
      return server.close();
    },
  };
}

function planned(text: string): PlannedFault {
  const parsed = parseFault(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.fault;
}
