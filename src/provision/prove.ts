import type { Resource } from '../apisix/view.ts';
import type { Finding } from '../findings/finding.ts';
import type { Connection } from '../kube/connection.ts';
import { tokenCredentials } from '../kube/credentials.ts';
import { createTransport } from '../kube/http-transport.ts';
import type { Clock } from '../time/clock.ts';
import { subjectOf } from '../token/account.ts';
import type { AccountName } from '../token/account.ts';
import { excessRights } from './excess-rights.ts';
import { proveIdentity } from './prove-identity.ts';
import { proveResource } from './prove-resource.ts';
import type { ProofStep } from './report.ts';

/** A new token, and what it is to be good for. */
export interface Trial {
  /** A secret. */
  readonly token: string;
  /** Where the token is from, for messages: `Secret default/apisix-discovery-token`. */
  readonly origin: string;
  /** Whose token it is to be. */
  readonly account: AccountName;
  readonly resources: readonly Resource[];
  /** The API server, as whoever sets up reaches it. */
  readonly connection: Connection;
  readonly clock: Clock;
  /** Until when a refusal is not believed, in milliseconds since 1970: the authorizer hears of a new binding a moment later. */
  readonly until: number;
  readonly signal: AbortSignal;
}

/** What a trial came to. */
export interface Proof {
  readonly steps: readonly ProofStep[];
  readonly findings: readonly Finding[];
}

/** Does with a token what the gateway will do with it. A refusal is a step that failed, not an error. */
export async function prove(trial: Trial): Promise<Proof> {
  const { account, token, origin, connection, resources } = trial;
  const credentials = tokenCredentials({ token, origin, server: connection.server.origin });
  const transport = createTransport({ ...connection, credentials });
  try {
    const isBare = connection.credentials.method === 'none';
    const attempt = { ...trial, transport, isBare, subject: subjectOf(account) };
    const identity = await proveIdentity(attempt);
    // Lists would prove nothing as somebody else.
    if (identity.outcome !== 'pass' && (identity.outcome === 'fail' || isBare)) return { steps: [identity], findings: [] };
    const steps = await Promise.all(resources.map((resource) => proveResource(resource, attempt)));
    return { steps: [identity, ...steps.flat()], findings: (await excessRights(account, attempt)) ?? [] };
  } finally {
    transport.close();
  }
}
