import type { Resource } from '../../apisix/view.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Connection } from '../../kube/connection.ts';
import type { Inspection } from '../inspect.ts';
import type { AdminFacts, AdminFailure, RightAnswer } from './facts.ts';
import type { Reading } from './forecast.ts';
import type { Standing } from './judge.ts';
import { rightsStandingOf } from './rights.ts';
import type { NeededResources } from './rights.ts';

/** What is known of a token after one API server was to be asked about it. Holds no token. */
export type Verification = VerifiedToken | UnaskedServer | UnreadToken;

interface VerifiedAt {
  readonly connection: Pick<Connection, 'id' | 'name' | 'server' | 'source'>;
  readonly needed: NeededResources;
}

/** What an API server and, where there is one, an admin say of a token. */
export interface VerifiedToken extends VerifiedAt {
  readonly kind: 'verified';
  /** `1.36`; undefined where the API server does not say. */
  readonly kubernetes: string | undefined;
  /** By the server's clock, where it is known. */
  readonly inspection: Inspection;
  readonly reading: Reading;
  readonly standing: Standing;
  /** As whom the API server takes the token; undefined where it does not, or does not say. */
  readonly user: string | undefined;
  /** Those of the user; empty where the API server does not say. */
  readonly groups: readonly string[];
  /** Empty unless the token is taken. */
  readonly rights: readonly RightAnswer[];
  readonly skewMs: number | undefined;
  readonly admin: AdminFacts | AdminFailure | undefined;
  /** What keeps the token from working comes first. */
  readonly findings: readonly Finding[];
}

/** An API server that could not be asked, and what the token shows by itself. */
export interface UnaskedServer extends VerifiedAt {
  readonly kind: 'unasked';
  readonly inspection: Inspection;
  readonly reading: Reading;
  readonly error: VerificationError;
}

/** A token that could not be read, and where it was to be sent. */
export interface UnreadToken extends VerifiedAt {
  readonly kind: 'unread';
  readonly error: VerificationError;
}

/** Why the token could not be read, or nobody could be asked about it. */
export interface VerificationError {
  readonly message: string;
  readonly id: CatalogueId;
}

/** `good`: taken, with the rights that are needed; `unknown`: nobody could be asked that; `unread`: the user has to mend the file first. */
export type Verdict = 'good' | 'bad' | 'unknown' | 'unread';

/** What a verification comes to in one word. */
export function verdictOf(verification: Verification): Verdict {
  switch (verification.kind) {
    case 'unread':
      return 'unread';
    case 'unasked':
      return 'unknown';
    case 'verified':
      return verdictOfServer(verification);
    default:
      return verification satisfies never;
  }
}

function verdictOfServer({ findings, needed, rights }: VerifiedToken): Verdict {
  if (findings.some(({ severity }) => severity === 'error')) return 'bad';
  const isGranted = (resource: Resource): boolean => rightsStandingOf(resource, rights) === 'granted';
  const suffices = needed.extent === 'each' ? needed.resources.every(isGranted) : needed.resources.some(isGranted);
  return suffices ? 'good' : 'unknown';
}
