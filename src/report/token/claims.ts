import { distanceText, durationText, exactMomentText } from '../../findings/time-text.ts';
import { lifetimeOf, serviceAccountOf } from '../../kube/token-claims.ts';
import type { BoundObject, ServiceAccountClaims, TokenClaims } from '../../kube/token-claims.ts';
import { printable, widthOf } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

const INDENT = 2;

/** The claims of a token, one a line under their names; `now` in milliseconds since 1970. Those that it does not have are left out. */
export function claimLines(claims: TokenClaims, { page, now }: { readonly page: Page; readonly now: number }): string[] {
  const { subject, audiences, issuer, keyId, algorithm, issuedAt, notBefore, expiresAt } = claims;
  const moment = (time: number) => `${exactMomentText(time)} (${distanceText(time, now)})`;
  const life = lifetimeOf(claims);
  const account = serviceAccountOf(claims);
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    ['subject', subject],
    ...(account === undefined ? [] : accountRows(account)),
    ['audience', audiences.length === 0 ? undefined : audiences.join(', ')],
    ['issuer', issuer],
    ['signed', keyId === undefined ? algorithm : `${algorithm}, key ${keyId}`],
    ['issued', issuedAt === undefined ? undefined : moment(issuedAt)],
    ['not before', notBefore === undefined || notBefore === issuedAt ? undefined : moment(notBefore)],
    ['expires', expiresAt === undefined ? 'never' : moment(expiresAt)],
    ['lifetime', life === undefined ? undefined : durationText(life)],
  ];
  const shown = rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: printable(value) }]));
  const column = Math.max(...shown.map(({ name }) => widthOf(name))) + 3;
  return shown.map(({ name, value }) => `${' '.repeat(INDENT)}${page.style.dim(name.padEnd(column))}${value}`);
}

function accountRows(claims: ServiceAccountClaims): readonly (readonly [name: string, value: string | undefined])[] {
  const { namespace, name, uid, issuedBy, boundTo } = claims;
  return [
    ['namespace', namespace],
    ['account', uid === undefined ? name : `${name}, uid ${uid}`],
    ['issued by', ISSUERS[issuedBy]],
    ['bound to', boundTo.length === 0 ? undefined : boundTo.map((object) => boundText(object, namespace)).join(', ')],
  ];
}

const ISSUERS = {
  secret: 'the token controller, for a Secret (legacy)',
  request: 'TokenRequest',
} as const satisfies Record<ServiceAccountClaims['issuedBy'], string>;

function boundText({ kind, name, uid }: BoundObject, namespace: string): string {
  // A node stands outside of namespaces.
  const place = kind === 'node' ? name : `${namespace}/${name}`;
  return `${kind === 'secret' ? 'Secret' : kind} ${place}${uid === undefined ? '' : `, uid ${uid}`}`;
}

/** The claims as other programs read them; times in RFC 3339, null for what a token does not say. */
export function claimsDocument(claims: TokenClaims | undefined) {
  if (claims === undefined) return null;
  const { subject = null, audiences, issuer = null, keyId = null, algorithm, issuedAt, notBefore, expiresAt } = claims;
  const account = serviceAccountOf(claims);
  const life = lifetimeOf(claims);
  return {
    subject,
    namespace: account?.namespace ?? null,
    serviceAccount: account?.name ?? null,
    uid: account?.uid ?? null,
    issuedBy: account?.issuedBy ?? null,
    boundTo: (account?.boundTo ?? []).map(({ kind, name, uid = null }) => ({ kind, name, uid })),
    audiences,
    issuer,
    keyId,
    algorithm,
    issued: timeOf(issuedAt),
    notBefore: timeOf(notBefore),
    expires: timeOf(expiresAt),
    lifetimeSeconds: life === undefined ? null : life / 1000,
  };
}

function timeOf(moment: number | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toISOString();
}
