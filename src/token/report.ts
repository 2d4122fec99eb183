import type { CatalogueId } from '../findings/catalogue.ts';
import type { Finding } from '../findings/finding.ts';
import { readToken } from '../kube/read-token.ts';

/** A Secret that may hold the token that was meant. */
export interface TokenCandidate {
  readonly secret: string;
  /** RFC 3339; null where the API server does not say. */
  readonly created: string | null;
  /** Whether k8s-disco made it. */
  readonly ours: boolean;
  /** The day on which its token was last used, such as `2026-11-21`; null: never, or before Kubernetes 1.26. */
  readonly lastUsed: string | null;
}

/** What `token get` and `token create` come to. Holds the token, for which the user has asked. */
export interface TokenReport {
  readonly action: 'get' | 'create';
  readonly cluster: string;
  readonly server: string;
  /** `system:serviceaccount:default:apisix-discovery`; null where not even the account is known. */
  readonly subject: string | null;
  /** The Secret that holds the token; null for one of TokenRequest, and where there is none. */
  readonly secret: string | null;
  /** RFC 3339; null: never. */
  readonly expires: string | null;
  /** Empty for the token of a Secret, which is for any API server that knows its issuer. */
  readonly audiences: readonly string[];
  readonly issuer: string | null;
  /** Null where there is none, `error` says why then. */
  readonly token: string | null;
  /** Among which the user must choose; empty but in that case. */
  readonly candidates: readonly TokenCandidate[];
  readonly findings: readonly Finding[];
  readonly error?: TokenFailure;
}

/** The cluster that is asked. */
export interface AskedPlace {
  /** Its name for people. */
  readonly cluster: string;
  /** The flags that lead to it, for commands to be pasted. */
  readonly address: readonly string[];
}

/** Why there is no token, and what to do. */
export interface TokenFailure {
  readonly message: string;
  readonly id?: CatalogueId;
  /** A sentence. */
  readonly hint?: string;
  /** A command to paste. */
  readonly mend?: string;
}

/** What a report says where there is no token. */
export const NO_TOKEN = {
  secret: null,
  expires: null,
  audiences: [],
  issuer: null,
  token: null,
  candidates: [],
  findings: [],
} as const satisfies Partial<TokenReport>;

/** What a token says of itself; what it does not, or where it is no JSON Web Token, is null. */
export function claimsOf(token: string): Pick<TokenReport, 'expires' | 'audiences' | 'issuer'> {
  const reading = readToken(token);
  if (!('claims' in reading)) return { expires: null, audiences: [], issuer: null };
  const { expiresAt, audiences, issuer = null } = reading.claims;
  return { expires: expiresAt === undefined ? null : new Date(expiresAt).toISOString(), audiences, issuer };
}
