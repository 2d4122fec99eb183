import type { Resource } from '../../apisix/view.ts';
import { resourceGroup } from '../../discovery/request.ts';
import { whereAllowed } from '../../kube/ask.ts';
import type { Asking } from '../../kube/ask.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { mayI, whoAmI } from '../../kube/reviews.ts';
import { readSkew } from '../../kube/server-clock.ts';
import { readServerVersion } from '../../kube/server-version.ts';
import type { Transport } from '../../kube/transport.ts';
import type { Clock } from '../../time/clock.ts';
import type { Identity, RightAnswer, ServerFacts } from './facts.ts';

/** What an API server is asked, and how it is reached. */
export interface ServerQuestion {
  /** A new transport with the token, and so a new connection: behind one address may be several API servers. */
  readonly connect: () => Transport;
  readonly resources: readonly Resource[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How often it is asked who the token is: two API servers that take turns disagree by then in 15 of 16 cases. */
const ASKED = 5;

/** Asks an API server, as the token, who it is and what it may do. Rejects with a {@link KubeError} for all but refusals of the token. */
export async function askServer({ connect, resources, clock, signal }: ServerQuestion): Promise<ServerFacts> {
  const transports = Array.from({ length: ASKED }, connect);
  try {
    const askings = transports.map((transport) => ({ transport, signal }));
    const identities = await Promise.all(askings.map(identify));
    const [asking] = askings;
    if (asking === undefined || identities.some(({ kind }) => kind === 'unsent')) {
      return { identities, version: undefined, skewMs: undefined, rights: [] };
    }
    const skewMs = await readSkew(asking, () => clock.now());
    const isTaken = identities.every(({ kind }) => kind === 'known' || kind === 'unnamed');
    if (!isTaken) return { identities, version: undefined, skewMs, rights: [] };
    const version = await whereAllowed(readServerVersion(asking));
    return { identities, version, skewMs, rights: await readRights(resources, asking) };
  } finally {
    for (const transport of transports) transport.close();
  }
}

async function identify(asking: Asking<Transport>): Promise<Identity> {
  try {
    const user = await whoAmI(asking);
    if (user !== undefined) return { kind: 'known', user };
    // Whoever answers 404 may not have looked at the token.
    await mayI({ verb: 'list', group: '', resource: 'endpoints' }, asking);
    return { kind: 'unnamed' };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const { kind, cause } = error.details;
    if (kind === 'forbidden') return { kind: cause === 'anonymous' ? 'anonymous' : 'unnamed' };
    if (kind !== 'unauthorized') throw error;
    return { kind: cause === 'empty-token' || cause === 'no-credentials' ? 'unsent' : 'refused' };
  }
}

async function readRights(resources: readonly Resource[], asking: Asking<Transport>): Promise<readonly RightAnswer[]> {
  const verbs = ['list', 'watch'] as const;
  return Promise.all(
    resources.flatMap((resource) =>
      verbs.map(async (verb): Promise<RightAnswer> => {
        const answer = await whereAllowed(mayI({ verb, group: resourceGroup(resource), resource }, asking));
        return { resource, verb, allowed: answer?.allowed, reason: answer?.reason };
      }),
    ),
  );
}
