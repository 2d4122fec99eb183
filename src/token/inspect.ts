import type { Release } from '../apisix/release.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { Finding } from '../findings/finding.ts';
import { shellWord } from '../findings/shell-word.ts';
import { readToken } from '../kube/read-token.ts';
import type { TokenReading } from '../kube/read-token.ts';
import { serviceAccountOf } from '../kube/token-claims.ts';
import type { ServiceAccountClaims, TokenClaims } from '../kube/token-claims.ts';
import { faultOfForm, faultsOfClaims } from '../kube/token-faults.ts';
import type { TokenFault } from '../kube/token-faults.ts';
import { getCommand, renewCommand } from './commands.ts';
import { nameOf } from './token-text.ts';
import type { TokenPlace, TokenText } from './token-text.ts';

/** What a token tells without anybody being asked. Holds no secret. */
export interface Inspection {
  /** Begins a sentence: `The token in token.txt`. */
  readonly name: string;
  /** What it is once it is decoded. */
  readonly form: Exclude<TokenReading['kind'], 'encoded'>;
  /** How often it is encoded in base64 beyond what a token is. */
  readonly encodings: number;
  /** Of a JSON Web Token that can be read; nothing of them is verified. */
  readonly claims: TokenClaims | ServiceAccountClaims | undefined;
  /** Those about the form come first. */
  readonly findings: readonly Finding[];
  readonly place: TokenPlace;
  /** The flags that lead to the cluster that is asked about it, for commands to be pasted. */
  readonly address: readonly string[];
}

/** By which release and at which moment (milliseconds since 1970) a token is judged. */
export interface InspectionContext extends Partial<Pick<Inspection, 'address'>> {
  readonly release: Pick<Release, 'tokenReading'>;
  readonly now: number;
}

/** Reads a token and tells what is wrong with it as it stands. An `error` means that no API server takes it, or that the gateway spoils it. */
export function inspectToken(token: TokenText, { release, now, address = [] }: InspectionContext): Inspection {
  const { text, place } = token;
  const name = nameOf(place);
  const outer = readToken(text);
  const { inner, encodings } = decoded(outer);
  const claims = inner.kind === 'service-account' || inner.kind === 'jwt' ? inner.claims : undefined;
  const findingOf = ({ id, severity, text: what }: TokenFault, owner: string): Finding =>
    withMend({ id, severity, message: `${owner} ${what}` }, mendOf(id, { place, claims, encodings, address }));
  const faults = [...faultsOfForm(inner), ...(claims === undefined ? [] : faultsOfClaims(claims, now))];
  const owner = encodings === 0 ? name : `${name}, decoded,`;
  return {
    name,
    form: inner.kind,
    encodings,
    claims,
    findings: [
      ...(encodings === 0 ? [] : faultsOfForm(outer)).map((fault) => findingOf(fault, name)),
      ...faults.filter(({ id }) => !mayBeRenewed(id, place)).map((fault) => findingOf(fault, owner)),
      ...(inner.kind === 'placeholder' ? [] : newlineFindings(token, { release, name })),
    ],
    place,
    address,
  };
}

function faultsOfForm(reading: TokenReading): readonly TokenFault[] {
  const fault = faultOfForm(reading);
  return fault === undefined ? [] : [fault];
}

/** Whoever mounts a file may be the pod that the token is bound to, and may write the file again before the token ends. */
function mayBeRenewed(id: CatalogueId, place: TokenPlace): boolean {
  return place.kind === 'token-file' && (id === 'T05' || id === 'T12');
}

function decoded(outer: TokenReading): {
  readonly inner: Exclude<TokenReading, { readonly kind: 'encoded' }>;
  readonly encodings: number;
} {
  let inner = outer;
  let encodings = 0;
  for (; inner.kind === 'encoded'; inner = inner.token) encodings++;
  return { inner, encodings };
}

/** Up to 2.15.3 the token is sent as it stands, and a newline ends the header (discovery/kubernetes/init.lua, `get_apiserver`; #7185). */
function newlineFindings(
  { text, place }: TokenText,
  { release, name }: { readonly release: InspectionContext['release']; readonly name: string },
): readonly Finding[] {
  const written = text.trimEnd();
  if (release.tokenReading !== 'once' || written === '' || !/[\r\n]/.test(text.slice(written.length))) return [];
  const message = `${name} ends in a newline, which is sent along: the API server answers 400`;
  const isFile = place.kind === 'file' || place.kind === 'token-file';
  const mend = isFile ? privately(`tr -d '\\r\\n' < ${shellWord(place.path)} > token-without-newline`) : undefined;
  return [withMend({ id: 'T02', severity: 'error', message }, mend)];
}

interface MendContext extends Pick<TokenText, 'place'>, Pick<Inspection, 'claims' | 'encodings' | 'address'> {}

function mendOf(id: CatalogueId, { place, claims, encodings, address }: MendContext): string | undefined {
  const account = serviceAccountOf(claims);
  switch (id) {
    case 'T01':
      return decodingCommand(place, encodings);
    case 'T03':
    case 'T22':
    case 'T27':
      return getCommand(account, { address, place });
    // The token of a Secret has no end, and is bound to nothing but the Secret.
    case 'T04':
    case 'T05':
    case 'T08':
    case 'T12':
    case 'T21':
    case 'T26':
      return renewCommand(account, { address, place });
    default:
      return undefined;
  }
}

function decodingCommand(place: TokenPlace, encodings: number): string {
  if (place.kind === 'inline') return `k8s-disco lint --fix ${shellWord(place.config)}`;
  const [first, ...others] = Array.from({ length: encodings }, () => 'base64 -d');
  const file = place.kind === 'stdin' ? '' : ` ${shellWord(place.path)}`;
  return privately(`${[`${first}${file}`, ...others].join(' | ')} > decoded-token`);
}

/** A command whose files nobody else may read. */
function privately(command: string): string {
  return `(umask 077; ${command})`;
}

function withMend(finding: Finding, mend: string | undefined): Finding {
  return mend === undefined ? finding : { ...finding, mend };
}
