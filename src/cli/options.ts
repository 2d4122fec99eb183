import { Option } from 'commander';
import { inWords } from '../apisix/in-words.ts';
import { NEWEST_RELEASE, parseRelease, RELEASES, releaseOf } from '../apisix/release.ts';
import type { Release } from '../apisix/release.ts';
import { CATALOGUE } from '../findings/catalogue.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { closest, editDistance } from '../findings/closest.ts';
import { UserError } from '../findings/user-error.ts';
import type { ConnectionFlags } from '../kube/flags.ts';
import { parseHttpUrl } from '../kube/server-url.ts';
import type { KubeconfigChoice } from '../kube/kubeconfig.ts';

/** Which gateway: its release and, where there is one, its config. */
export interface GatewayFlags {
  readonly gatewayVersion: Release;
  readonly config?: string;
  readonly slices?: true;
}

/** Which API server, and how far it is trusted. */
export interface AddressFlags
  extends KubeconfigChoice, Pick<ConnectionFlags, 'server' | 'certificateAuthority' | 'insecureSkipTlsVerify'> {}

/** Which API server, and as whom. */
export interface ServerFlags extends AddressFlags, ConnectionFlags {}

/** And how patiently. */
export interface ClusterFlags extends ServerFlags {
  /** Milliseconds. */
  readonly timeout: number;
}

export interface ConversationFlags {
  readonly verbose?: true;
}

/** `--gateway-version`, the newest unless given; undefined with words for what is taken then. */
export function gatewayVersionOption(absent?: { readonly default: string }): Option {
  const option = new Option('--gateway-version <X.Y.Z>', 'release of APISIX to answer for').argParser(releaseOption);
  if (absent !== undefined) return option.default(undefined, absent.default);
  return option.default(releaseOption(NEWEST_RELEASE), NEWEST_RELEASE);
}

/** `--gateway-version`, `--config` and `--slices`. */
export function gatewayOptions(): readonly Option[] {
  return [
    gatewayVersionOption(),
    new Option('--config <FILE>', "the gateway's config.yaml"),
    new Option('--slices', 'as with watch_endpoint_slices: true'),
  ];
}

/** Which API server, and how far it is trusted, for commands that leave it to the kubeconfig as whom it is asked. */
export function addressOptions(): readonly Option[] {
  return [
    new Option('--kubeconfig <FILE>', 'instead of KUBECONFIG and ~/.kube/config'),
    new Option('--context <NAME>', 'of the kubeconfig, instead of its current one'),
    new Option('--server <URL>', 'API server, such as http://127.0.0.1:8001 of a kubectl proxy'),
    new Option('--certificate-authority <FILE>', 'certificates to trust instead'),
    new Option('--insecure-skip-tls-verify', 'trust any certificate'),
  ];
}

/** Where and who, for commands that ask an API server. */
export function serverOptions(): readonly Option[] {
  return [
    ...addressOptions(),
    new Option('--token <TOKEN>', 'bearer token'),
    new Option('--token-file <FILE>', 'file with the bearer token, read again for each request'),
  ];
}

/** The same for commands that wait for a first list. */
export function clusterOptions(): readonly Option[] {
  return [
    ...serverOptions(),
    new Option('--timeout <DURATION>', 'how long to wait for the first list, such as 500ms, 30s or 2m')
      .argParser(durationOption('--timeout'))
      .default(30_000, '30s'),
  ];
}

/** `-v`. */
export function verboseOption(): Option {
  return new Option('-v, --verbose', 'say on stderr which API server is asked as whom, and why');
}

/** `-o`, one of `formats`, the first unless given. */
export function outputOption<const Formats extends readonly string[]>(formats: Formats): Option {
  return new Option('-o, --output <FORMAT>', formats.join(', ')).argParser(choiceOption('--output', formats)).default(formats[0]);
}

/** What a duration may be; for a wait, unless said otherwise. */
export interface DurationLimits {
  /** Milliseconds. */
  readonly atMost: number;
  /** What to write instead of something else. */
  readonly hint: string;
}

/** A day: Node's timers end at 24.8. */
const WAIT: DurationLimits = { atMost: 24 * 3_600_000, hint: 'write 500ms, 30s or 2m, at most 24h' };

/** Reads `500ms`, `30s`, `2m`, `24h`, `90d` or `1y`, of 365 days, as milliseconds. Throws a {@link UserError}. */
export function durationOption(flag: string, { atMost, hint }: DurationLimits = WAIT): (text: string) => number {
  return (text) => {
    const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|[smhdy])$/.exec(text) ?? [];
    const milliseconds = Number(number) * (UNITS[unit ?? ''] ?? Number.NaN);
    if (milliseconds > 0 && milliseconds <= atMost) return milliseconds;
    throw new UserError(`${flag} ${quoted(text)} is not a duration`, { hint });
  };
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
  y: 365 * 24 * 3_600_000,
};

/** Reads a whole number of at least `min` and at most `max`. Throws a {@link UserError}. */
export function countOption(
  flag: string,
  { min, max }: { readonly min: number; readonly max: number },
): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new UserError(`${flag} ${quoted(text)} is not a whole number from ${min} to ${max}`);
  };
}

/** Takes the path of a file to be written. Throws a {@link UserError} for none, as a variable leaves it that is not set. */
export function fileOption(flag: string): (path: string) => string {
  return (path) => {
    if (path !== '') return path;
    throw new UserError(`${flag} names no file`, { hint: 'is the variable set that it comes from?' });
  };
}

/** Collects the values of an option that may be given several times. */
export function repeatable(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

/** Collects releases, `all` of them or one more, oldest first. Throws a {@link UserError}. */
export function releasesOption(text: string, known: readonly Release[] = []): readonly Release[] {
  const added = text === 'all' ? RELEASES.map(releaseOf) : [releaseOption(text)];
  const releases = new Map([...known, ...added].map((release) => [release.version, release]));
  return [...releases.values()].sort((left, right) => (left.atLeast(right.version) ? 1 : -1));
}

/** Collects ids of the catalogue, one or several separated by commas. Throws a {@link UserError}. */
export function idsOption(text: string, known: readonly CatalogueId[]): readonly CatalogueId[] {
  const ids = text.split(',').map((part) => part.trim().toUpperCase());
  for (const id of ids) {
    if (!isCatalogueId(id))
      throw new UserError(`${quoted(id)} is no id of a rule`, { hint: `${idsLike(id)}See k8s-disco rules` });
  }
  return [...known, ...ids.filter(isCatalogueId)];
}

/** A question about the first ids that are one letter away, with a space behind it; empty where there are none. */
function idsLike(id: string): string {
  const near = Object.keys(CATALOGUE).filter((known) => editDistance(known, id) === 1);
  return near.length === 0 ? '' : `Did you mean ${inWords(near.slice(0, 3), 'or')}? `;
}

function isCatalogueId(id: string): id is CatalogueId {
  return Object.hasOwn(CATALOGUE, id);
}

/** Takes one of `allowed`. Throws a {@link UserError} with the one that was probably meant. */
export function choiceOption(flag: string, allowed: readonly string[]): (text: string) => string {
  return (text) => {
    if (allowed.includes(text)) return text;
    const meant = closest(text, allowed);
    const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
    throw new UserError(`${flag} ${quoted(text)} is unknown. It takes ${allowed.join(', ')}.${question}`);
  };
}

/** The same for an option that may be given several times, or with several values separated by commas. */
export function choicesOption<const Choice extends string>(
  flag: string,
  allowed: readonly Choice[],
): (text: string, known: readonly string[]) => readonly string[] {
  const choose = choiceOption(flag, allowed);
  return (text, known) => [...known, ...text.split(',').map((part) => choose(part.trim()))];
}

/**
 * Takes the address of a gateway's control API, http unless it says otherwise. A path from `/v1` on is left off, as it is that of one answer
 * of it. Throws a {@link UserError}.
 */
export function controlApiOption(text: string): URL {
  const hint = 'write http://127.0.0.1:9090, with the port of apisix.control';
  const url = parseHttpUrl(text, { origin: '--control-api', server: 'a control API', scheme: 'http', hint });
  url.pathname = url.pathname.replace(/\/v1(?:\/.*)?$/, '');
  return url;
}

function releaseOption(text: string): Release {
  const parsed = parseRelease(text);
  if (parsed.ok) return parsed.release;
  throw new UserError(`--gateway-version: ${parsed.message}`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
