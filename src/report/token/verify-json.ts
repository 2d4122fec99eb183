import type { Inspection } from '../../token/inspect.ts';
import type { AdminFacts, AdminFailure } from '../../token/verify/facts.ts';
import type { Reading } from '../../token/verify/forecast.ts';
import type { Verification } from '../../token/verify/verify.ts';
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

function clusterDocument(verification: Verification) {
  const {
    connection,
    kubernetes = null,
    inspection,
    standing = null,
    user = null,
    rights,
    needed,
    reading = null,
  } = verification;
  const { skewMs, admin, findings, error } = verification;
  return {
    id: connection.id ?? null,
    name: connection.name,
    server: connection.server.origin,
    kubernetes,
    token: inspection === undefined ? null : tokenDocument(inspection, reading),
    standing,
    user,
    needed,
    rights: rights.map(({ resource, verb, allowed = null, reason = null }) => ({ resource, verb, allowed, reason })),
    clockSkewSeconds: skewMs === undefined ? null : Math.round(skewMs / 1000),
    admin: adminDocument(admin),
    findings,
    ...(error === undefined ? {} : { error }),
  };
}

function tokenDocument(inspection: Inspection, reading: Reading | null) {
  const { form, encodings, claims } = inspectionDocument(inspection);
  return { form, encodings, claims, read: reading };
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
