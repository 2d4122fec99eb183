import { expiryText } from '../../findings/time-text.ts';
import type { Page } from '../../terminal/page.ts';
import { rightsStandingOf } from '../../token/verify/rights.ts';
import type { RightsStanding } from '../../token/verify/rights.ts';
import type { Verification, VerificationError, VerifiedToken } from '../../token/verify/verification.ts';
import { clusterHeading } from '../cluster-heading.ts';
import { findingLines, provenFinding } from '../finding-lines.ts';
import { headline } from '../headline.ts';

export interface VerifyTextOptions {
  readonly page: Page;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** `3.18.0`. */
  readonly gatewayVersion: string;
  /** Rights that nobody needs, too, as far as they were asked for and are not there. */
  readonly verbose: boolean;
}

/**
 * What API servers make of tokens, for people: of each what keeps it from working first, then what is well, then what to look out for.
 * Why one could not be asked stands elsewhere.
 */
export function verifyText(verifications: readonly Verification[], options: VerifyTextOptions): string {
  return verifications.map((verification) => `${clusterLines(verification, options).join('\n')}\n`).join('\n');
}

function clusterLines(verification: Verification, options: VerifyTextOptions): string[] {
  const { page } = options;
  const { id = null, name, server } = verification.connection;
  const cluster = { id, name, server: server.origin };
  switch (verification.kind) {
    case 'unread':
      return [...clusterHeading(cluster, page), ...unknown('not asked: the token cannot be read', verification.error, page)];
    case 'unasked':
      return [
        ...clusterHeading(cluster, page),
        ...unknown('could not be asked', verification.error, page),
        ...findingLines(verification.inspection.findings, page),
      ];
    case 'verified':
      return [
        ...clusterHeading({ ...cluster, kubernetes: verification.kubernetes ?? null }, page),
        ...verifiedLines(verification, options),
      ];
    default:
      return verification satisfies never;
  }
}

function unknown(text: string, { id }: VerificationError, page: Page): string[] {
  return headline({ verdict: 'unknown', text, id }, page);
}

function verifiedLines(verification: VerifiedToken, options: VerifyTextOptions): string[] {
  const { page } = options;
  const { findings } = verification;
  const [first, ...errors] = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  return [
    ...(first === undefined ? [] : provenFinding(first, { page, evidence: evidenceOf(verification) })),
    ...findingLines(errors, page),
    ...passLines(verification, options),
    ...findingLines(others, page),
  ];
}

/** Of a token that is refused: whose it claims to be, and what an admin was told. */
function evidenceOf({ standing, admin, inspection }: VerifiedToken): readonly string[] {
  if (standing !== 'refused') return [];
  const subject = inspection.claims?.subject;
  return [
    ...(subject === undefined ? [] : [`It claims to be ${subject}.`]),
    ...(admin === undefined ? [] : [evidenceText(admin)]),
  ];
}

function evidenceText(admin: NonNullable<VerifiedToken['admin']>): string {
  const { credentials } = admin;
  if (admin.kind === 'failed') return `No more is known, as ${credentials} could not ask: ${admin.message}`;
  if (admin.review === undefined) return `No TokenReview was made, as ${credentials} may not`;
  return `TokenReview, asked with ${credentials}: ${admin.review.error ?? 'the token is good'}`;
}

function passLines(verification: VerifiedToken, options: VerifyTextOptions): string[] {
  const { page } = options;
  const { standing, user } = verification;
  if (standing !== 'taken') return [];
  const who = user === undefined ? 'the API server takes the token, and does not say as whom' : `the token is ${user}`;
  return [
    ...headline({ verdict: 'pass', text: who }, page),
    ...rightsLines(verification, options),
    ...expiryLines(verification, options),
  ];
}

/** The rights that there are, and whether enough is known of the others; with `verbose`, too, which are neither there nor needed. */
function rightsLines({ needed: { resources, extent }, rights }: VerifiedToken, { page, verbose }: VerifyTextOptions): string[] {
  const among = (standing: RightsStanding): string[] =>
    resources.filter((resource) => rightsStandingOf(resource, rights) === standing);
  const granted = among('granted');
  const unknown = among('unknown');
  const spare = resources.filter((resource) => !granted.includes(resource));
  const suffices = extent === 'one' && granted.length > 0;
  const lines: string[] = [];
  if (granted.length > 0) {
    const text = `may list and watch ${granted.join(' and ')} in the whole cluster`;
    lines.push(...headline({ verdict: 'pass', text }, page));
  }
  if (unknown.length > 0 && !suffices) {
    const text = `the API server does not say whether it may list and watch ${unknown.join(' or ')}`;
    lines.push(...headline({ verdict: 'unknown', text }, page));
  }
  if (spare.length > 0 && suffices && verbose) {
    lines.push(...headline({ verdict: 'skipped', text: `may not list and watch ${spare.join(' and ')}` }, page));
  }
  return lines;
}

/** By the clock of the API server, as its verdict is. */
function expiryLines(
  { inspection, findings, reading, admin, skewMs = 0 }: VerifiedToken,
  { page, now: ownNow, gatewayVersion }: VerifyTextOptions,
): string[] {
  const now = ownNow + skewMs;
  const { claims } = inspection;
  // That it ends soon, or has ended already, is a finding.
  if (claims === undefined || findings.some(({ id }) => id === 'T10' || id === 'T11' || id === 'T26')) return [];
  const { expiresAt } = claims;
  const secret = admin?.kind === 'asked' && admin.secret?.kind === 'present' ? admin.secret : undefined;
  // Today it is the note of this very use.
  const isToday = secret?.lastUsed === new Date(now).toISOString().slice(0, 10);
  const lastUsed = secret?.lastUsed === undefined || isToday ? '' : `, last used on ${secret.lastUsed}`;
  const again = reading === 'each-request' ? `; APISIX ${gatewayVersion} reads the file again for each request` : '';
  return headline({ verdict: 'pass', text: `${expiryText(expiresAt, now)}${expiresAt === undefined ? lastUsed : again}` }, page);
}
