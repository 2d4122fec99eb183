import { luaTrim } from '../../apisix/lua-trim.ts';
import type { Release } from '../../apisix/release.ts';
import { RESOURCES } from '../../apisix/view.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Connection } from '../../kube/connection.ts';
import { commonFailureId } from '../../kube/failure.ts';
import { createTransport } from '../../kube/http-transport.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { versionText } from '../../kube/server-version.ts';
import type { Clock } from '../../time/clock.ts';
import { inspectToken } from '../inspect.ts';
import type { Inspection } from '../inspect.ts';
import type { TokenText } from '../token-text.ts';
import { askAdmin } from './ask-admin.ts';
import { askServer } from './ask-server.ts';
import type { AdminFacts, AdminFailure } from './facts.ts';
import { readingOf } from './forecast.ts';
import { toldAt, UNKNOWN_CONTEXT } from './in-words.ts';
import { judge, standingOf } from './judge.ts';
import type { NeededResources } from './rights.ts';
import type { UnaskedServer, VerifiedToken } from './verification.ts';

/** A token, and who is asked about it. */
export interface VerifyOptions {
  readonly token: TokenText;
  /** Where to ask, with the token for credentials. */
  readonly connection: Connection;
  /** The flags that lead there, for commands to be pasted; undefined where none are known. */
  readonly address: readonly string[] | undefined;
  /** Asks the same again with an admin, to be pasted; undefined where none is known. */
  readonly askAgain: string | undefined;
  /** Somebody who may ask the same API server about the token. */
  readonly admin: Connection | undefined;
  readonly needed: NeededResources;
  readonly release: Release;
  /** Whether it is the token of the gateway's own pod, sent to an API server elsewhere. */
  readonly isOfOtherPod: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Asks an API server what it makes of a token, and an admin why. Rejects only when the signal aborts. */
export async function verifyToken(options: VerifyOptions): Promise<VerifiedToken | UnaskedServer> {
  const { token, connection, needed, release, clock, signal } = options;
  const reading = readingOf(token.place, release);
  const head = { connection, needed, reading };
  const { address = UNKNOWN_CONTEXT } = options;
  const tell = (findings: readonly Finding[]): readonly Finding[] => findings.map((finding) => toldAt(options.address, finding));
  try {
    const server = await askServer({ connect: () => createTransport(connection), resources: RESOURCES, clock, signal });
    const inspection = inspectToken(token, { release, now: clock.now() + (server.skewMs ?? 0), address });
    const standing = standingOf(server.identities);
    // What cannot be sent cannot be reviewed either.
    const admin = standing === 'unsent' ? undefined : await askAsAdmin(options, inspection);
    const facts = admin?.kind === 'asked' ? admin : undefined;
    const [identity] = server.identities;
    const version = server.version ?? facts?.version;
    return {
      kind: 'verified',
      ...head,
      kubernetes: version && versionText(version),
      inspection,
      standing,
      user: identity?.kind === 'known' ? identity.user.username : undefined,
      groups: identity?.kind === 'known' ? identity.user.groups : [],
      rights: server.rights.filter(({ resource }) => needed.resources.includes(resource)),
      skewMs: server.skewMs,
      admin,
      findings: tell(judge({ ...options, inspection, place: token.place, server, admin: facts })),
    };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    const inspection = inspectToken(token, { release, now: clock.now(), address });
    return {
      kind: 'unasked',
      ...head,
      inspection: { ...inspection, findings: tell(inspection.findings) },
      error: { message: error.message, id: failureId(error) },
    };
  }
}

/** Everything that is asked is a review. Every API server answers one kind at least, so that something before it hides them all. */
function failureId(error: KubeError): CatalogueId {
  return commonFailureId(error) ?? (error.kind === 'not-found' ? 'R16' : 'N16');
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
