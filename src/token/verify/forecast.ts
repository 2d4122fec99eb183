import type { Release } from '../../apisix/release.ts';
import type { Finding } from '../../findings/finding.ts';
import { serviceAccountOf } from '../../kube/token-claims.ts';
import { readOnceText } from '../../kube/token-faults.ts';
import { renewCommand, setupTokenCommand } from '../commands.ts';
import type { Inspection } from '../inspect.ts';
import type { TokenPlace } from '../token-text.ts';
import type { AdminFacts } from './facts.ts';

/** When a gateway looks at its token: `start` once and never again. Undefined where it is not known from where it has the token. */
export type Reading = 'start' | 'each-request' | undefined;

/** When a release reads a token that stands there: token_file for each request from 3.13.0 on, client.token at start only (core.lua, `get_apiserver`). */
export function readingOf(place: TokenPlace, { tokenReading }: Pick<Release, 'tokenReading'>): Reading {
  switch (place.kind) {
    case 'inline':
      return 'start';
    case 'token-file':
      return tokenReading === 'each-request' ? 'each-request' : 'start';
    case 'stdin':
    case 'file':
      return undefined;
    default:
      return place satisfies never;
  }
}

/** What will end the work of a token that an API server takes today. */
export function forecast(
  { name, claims, address }: Inspection,
  { place, release, admin }: { readonly place: TokenPlace; readonly release: Release; readonly admin: AdminFacts | undefined },
): readonly Finding[] {
  if (claims === undefined) return [];
  const account = serviceAccountOf(claims);
  const findings: Finding[] = [];
  if (claims.expiresAt !== undefined && readingOf(place, release) === 'start') {
    const message = `${name} ${readOnceText(claims.expiresAt)}`;
    const mend = renewCommand(account, { address, place });
    findings.push({ id: place.kind === 'inline' ? 'T07' : 'T06', severity: 'warning', message, mend });
  }
  const secret = account?.boundTo.find(({ kind }) => kind === 'secret')?.name;
  if (account !== undefined && secret !== undefined && isLegacy(secret, admin)) {
    const message = `The account ${account.namespace}/${account.name} names the Secret ${secret} of the token: Kubernetes takes it for one that it made itself, and marks it invalid after a year without use`;
    const mend = setupTokenCommand(account, { address, place, options: ['--rotate'] });
    findings.push({ id: 'T18', severity: 'warning', message, mend });
  }
  return findings;
}

/** The clean-up (KEP-2799) looks at those that accounts name, as Kubernetes before 1.24 wrote them. */
function isLegacy(secret: string, admin: AdminFacts | undefined): boolean {
  return admin?.account?.kind === 'present' && admin.account.secrets.includes(secret);
}
