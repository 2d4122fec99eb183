import { luaTrim } from '../../apisix/lua-trim.ts';
import type { Release } from '../../apisix/release.ts';
import type { Resource } from '../../apisix/view.ts';
import { failureId } from '../../discovery/failure.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Connection } from '../../kube/connection.ts';
import { createTransport } from '../../kube/http-transport.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { versionText } from '../../kube/server-version.ts';
import type { Clock } from '../../time/clock.ts';
import { inspectToken } from '../inspect.ts';
import type { Inspection } from '../inspect.ts';
import type { TokenText } from '../token-text.ts';
import { askAdmin } from './ask-admin.ts';
import { askServer } from './ask-server.ts';
import type { AdminFacts, AdminFailure, RightAnswer } from './facts.ts';
import { readingOf } from './forecast.ts';
import type { Reading } from './forecast.ts';
import { judge, standingOf } from './judge.ts';
import type { Standing } from './judge.ts';
import { rightsStandingOf } from './rights.ts';
import type { NeededResources } from './rights.ts';

export interface VerifyOptions {
  readonly token: TokenText;
  /** Where to ask, with the token for credentials. */
  readonly connection: Connection;
  /** Somebody who may ask the same API server about the token. */
  readonly admin: Connection | undefined;
  readonly needed: NeededResources;
  readonly release: Release;
  /** Whether it is the token of the gateway's own pod, sent to an API server elsewhere. */
  readonly isOfOtherPod: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What one API server and, where there is one, an admin say of a token. Holds no token. */
export interface Verification {
  readonly connection: Pick<Connection, 'id' | 'name' | 'server' | 'source'>;
  /** `1.36`; undefined where the API server does not say. */
  readonly kubernetes: string | undefined;
  /** By the server's clock, where it is known; undefined where the token could not be read. */
  readonly inspection: Inspection | undefined;
  /** Undefined where the API server could not be asked. */
  readonly standing: Standing | undefined;
  /** As whom the API server takes the token; undefined where it does not, or does not say. */
  readonly user: string | undefined;
  /** Empty unless the token is taken. */
  readonly rights: readonly RightAnswer[];
  readonly needed: NeededResources;
  readonly reading: Reading;
  readonly skewMs: number | undefined;
  readonly admin: AdminFacts | AdminFailure | undefined;
  /** What keeps the token from working comes first. */
  readonly findings: readonly Finding[];
  /** Why the token could not be read, or the API server not be asked. */
  readonly error?: { readonly message: string; readonly id: CatalogueId };
}

/** What is said of a token that no API server was asked about. */
const NOTHING_KNOWN = {
  kubernetes: undefined,
  inspection: undefined,
  standing: undefined,
  user: undefined,
  rights: [],
  reading: undefined,
  skewMs: undefined,
  admin: undefined,
  findings: [],
} as const satisfies Partial<Verification>;

/** A token that could not be read, and where it was to be sent. */
export interface UnreadToken extends Pick<VerifyOptions, 'connection' | 'needed'> {
  readonly error: NonNullable<Verification['error']>;
}

/** What is to be said of a token that could not be read. */
export function unverified(unread: UnreadToken): Verification {
  return { ...NOTHING_KNOWN, ...unread };
}

/** Asks an API server what it makes of a token, and an admin why. Rejects only when the signal aborts. */
export async function verifyToken(options: VerifyOptions): Promise<Verification> {
  const { token, connection, admin: asAdmin, needed, release, clock, signal } = options;
  const reading = readingOf(token.place, release);
  const head = { connection, needed, reading };
  const { flags: address = [] } = asAdmin ?? connection;
  try {
    const { resources } = needed;
    const server = await askServer({ connect: () => createTransport(connection), resources, clock, signal });
    const inspection = inspectToken(token, { release, now: clock.now() + (server.skewMs ?? 0), address });
    const standing = standingOf(server.identities);
    // What cannot be sent cannot be reviewed either.
    const admin = standing === 'unsent' ? undefined : await askAsAdmin(options, inspection);
    const facts = admin?.kind === 'asked' ? admin : undefined;
    const [identity] = server.identities;
    const version = server.version ?? facts?.version;
    return {
      ...head,
      kubernetes: version && versionText(version),
      inspection,
      standing,
      user: identity?.kind === 'known' ? identity.user.username : undefined,
      rights: server.rights,
      skewMs: server.skewMs,
      admin,
      findings: judge({ ...options, inspection, place: token.place, server, admin: facts }),
    };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const inspection = inspectToken(token, { release, now: clock.now(), address });
    return {
      ...NOTHING_KNOWN,
      ...head,
      inspection,
      findings: inspection.findings,
      error: { message: error.message, id: failureId(error, { resource: needed.resources[0], labelSelector: undefined }) },
    };
  }
}

/** `good`: taken, with the rights that are needed; `unknown`: nobody could be asked that. */
export function verdictOf({ error, findings, needed, rights }: Verification): 'good' | 'bad' | 'unknown' {
  if (error !== undefined) return 'unknown';
  if (findings.some(({ severity }) => severity === 'error')) return 'bad';
  const isGranted = (resource: Resource): boolean => rightsStandingOf(resource, rights) === 'granted';
  const suffices = needed.extent === 'each' ? needed.resources.every(isGranted) : needed.resources.some(isGranted);
  return suffices ? 'good' : 'unknown';
}

async function askAsAdmin(
  { token, admin, signal }: VerifyOptions,
  { claims }: Inspection,
): Promise<AdminFacts | AdminFailure | undefined> {
  if (admin === undefined) return undefined;
  const transport = createTransport(admin);
  try {
    const { description: credentials } = admin.credentials;
    return await askAdmin({ transport, signal, credentials, token: luaTrim(token.text), claims });
  } finally {
    transport.close();
  }
}
