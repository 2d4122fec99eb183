import type { AdminFacts, AdminFailure } from '../../token/verify/facts.ts';
import type { UnaskedServer, Verification, VerifiedToken } from '../../token/verify/verification.ts';
import { API_VERSION } from '../document.ts';
import { inspectionDocument } from './inspect-json.ts';

/** What API servers make of tokens, as other programs read it: one entry a cluster, in the config's order. Holds no token. */
export function verifyDocument(verifications: readonly Verification[], gatewayVersion: string) {
  return {
    apiVersion: API_VERSION,
    kind: 'TokenReport',
    action: 'verify',
    gatewayVersion,
    clusters: verifications.map(clusterDocument),
  };
}

/** What is not known of a token. */
const UNKNOWN = {
  kubernetes: null,
  token: null,
  standing: null,
  user: null,
  rights: [],
  clockSkewSeconds: null,
  admin: null,
  findings: [],
} as const;

function clusterDocument(verification: Verification) {
  const { connection, needed } = verification;
  const cluster = { id: connection.id ?? null, name: connection.name, server: connection.server.origin, ...UNKNOWN, needed };
  switch (verification.kind) {
    case 'unread':
      return { ...cluster, error: verification.error };
    case 'unasked':
      return {
        ...cluster,
        token: tokenDocument(verification),
        findings: verification.inspection.findings,
        error: verification.error,
      };
    case 'verified':
      return { ...cluster, ...serverDocument(verification) };
    default:
      return verification satisfies never;
  }
}

function serverDocument(verification: VerifiedToken) {
  const { kubernetes = null, standing, user = null, rights, skewMs, admin, findings } = verification;
  return {
    kubernetes,
    token: tokenDocument(verification),
    standing,
    user,
    rights: rights.map(({ resource, verb, allowed = null, reason = null }) => ({ resource, verb, allowed, reason })),
    clockSkewSeconds: skewMs === undefined ? null : Math.round(skewMs / 1000),
    admin: adminDocument(admin),
    findings,
  };
}

function tokenDocument({ inspection, reading }: VerifiedToken | UnaskedServer) {
  const { form, encodings, claims } = inspectionDocument(inspection);
  return { form, encodings, claims, read: reading ?? null };
}

/** What an admin may not ask is null. */
function adminDocument(admin: AdminFacts | AdminFailure | undefined) {
  if (admin === undefined) return null;
  const { credentials } = admin;
  if (admin.kind === 'failed') return { credentials, error: admin.message };
  const { review, secret } = admin;
  return {
    credentials,
    review: review === undefined ? null : { authenticated: review.authenticated, error: review.error ?? null },
    secret: secret?.kind !== 'present' ? null : { lastUsed: secret.lastUsed ?? null, invalidSince: secret.invalidSince ?? null },
  };
}
