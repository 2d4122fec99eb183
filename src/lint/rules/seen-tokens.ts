import { resolveReference } from '../../apisix/discovery-config/references.ts';
import { valueAt } from '../../apisix/located.ts';
import type { Located, LocatedScalar } from '../../apisix/located.ts';
import type { Position } from '../../apisix/position.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import { readToken } from '../../kube/read-token.ts';
import type { TokenReading } from '../../kube/read-token.ts';
import type { TokenClaims } from '../../kube/token-claims.ts';
import { faultOfForm, faultsOfClaims } from '../../kube/token-faults.ts';
import type { TokenFault } from '../../kube/token-faults.ts';
import type { LintDocument } from '../document.ts';
import { manifestObjects, objectTitle, textAt } from '../manifest-objects.ts';
import { placeKey } from '../place-key.ts';
import type { JudgedConfig } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { ownerText } from './place-of.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

/** A token that lint gets to see: in a config, in the variable or file it names, or in a Secret. */
export interface SeenToken {
  /** Begins a sentence, without the token: `client.token of cluster a1`. */
  readonly name: string;
  readonly origin: 'inline' | 'variable' | 'file' | 'secret';
  readonly reading: TokenReading;
  /** Of the setting that holds or names it. */
  readonly position: Position;
  /** Where it is written, unless in another place than the document; `data` of a Secret has it in base64 once more. */
  readonly written: { readonly scalar: LocatedScalar; readonly isData: boolean } | undefined;
}

/** What the gateway accepts as a token, a newline at the end included (discovery/kubernetes/schema.lua, `token_patterns`). */
const ACCEPTED = /^[A-Za-z0-9+/._=-]{0,4096}\n?$/;

/** In a run every token rule asks for the same tokens, and configs are listed by release. */
const KNOWN = new WeakMap<RunFacts, ReadonlyMap<LintDocument, readonly SeenToken[]>>();

/**
 * The tokens of a document. A token is the same whatever the release, so it comes once. Variables count where the environment is known to be
 * the gateway's, files where files are to be read.
 */
export function seenTokens(document: LintDocument, facts: RunFacts): readonly SeenToken[] {
  const known = KNOWN.get(facts) ?? configTokens(facts);
  KNOWN.set(facts, known);
  return [...(known.get(document) ?? []), ...secretTokens(document)];
}

function configTokens(facts: RunFacts): ReadonlyMap<LintDocument, readonly SeenToken[]> {
  const tokens = new Map<LintDocument, SeenToken[]>();
  for (const judged of facts.releases.flatMap((release) => facts.configs(release))) {
    const before = tokens.get(judged.document) ?? [];
    tokens.set(judged.document, before);
    before.push(...tokensOf(judged, facts).filter((token) => !before.some((other) => isSame(other, token))));
  }
  return tokens;
}

function isSame(left: SeenToken, right: SeenToken): boolean {
  return placeKey(left.position) === placeKey(right.position) && left.name === right.name;
}

function tokensOf({ verdict }: JudgedConfig, facts: RunFacts): readonly SeenToken[] {
  return writtenClusters(verdict).flatMap((cluster): readonly SeenToken[] => {
    const token = writtenToken(cluster, facts) ?? fileToken(cluster, facts);
    return token === undefined ? [] : [token];
  });
}

/** `client.token`, which wins over token_file. */
function writtenToken(cluster: WrittenCluster, { env, isGatewayEnv }: RunFacts): SeenToken | undefined {
  const setting = textSetting(cluster, ['client', 'token']);
  if (setting === undefined) return undefined;
  const { scalar, text } = setting;
  const { position } = scalar;
  const name = `client.token${ownerText(cluster)}`;
  const isSubstituted = scalar.text !== text && scalar.text.includes('${{');
  if (!isSubstituted && !text.includes('${')) {
    const reading = readToken(text);
    // What the gateway refuses is C11's to tell; whose token it is still helps.
    const isRefused = !ACCEPTED.test(text) && reading.kind !== 'foreign';
    return isRefused ? undefined : { name, origin: 'inline', reading, position, written: { scalar, isData: false } };
  }
  const value = resolveReference(text, env);
  if (!isGatewayEnv || !value.ok || (!isSubstituted && value.value === text)) return undefined;
  return {
    name: `The variable behind ${name}`,
    origin: 'variable',
    reading: readToken(value.value),
    position,
    written: undefined,
  };
}

function fileToken(cluster: WrittenCluster, { namedFile }: RunFacts): SeenToken | undefined {
  const setting = textSetting(cluster, ['client', 'token_file']);
  const file = setting === undefined || setting.text.includes('${') ? undefined : namedFile?.(setting.text);
  if (setting === undefined || file?.kind !== 'read') return undefined;
  return {
    name: `The token in ${setting.text}`,
    origin: 'file',
    reading: readToken(file.text),
    position: setting.scalar.position,
    written: undefined,
  };
}

/** The tokens of Secrets that hold one for a service account. */
function secretTokens(document: LintDocument): readonly SeenToken[] {
  return manifestObjects(document).flatMap((object): readonly SeenToken[] => {
    if (textAt(object, ['kind']) !== 'Secret' || textAt(object, ['type']) !== 'kubernetes.io/service-account-token') return [];
    return [secretToken(object, 'data'), secretToken(object, 'stringData')].flatMap((token) => token ?? []);
  });
}

function secretToken(object: Located, key: 'data' | 'stringData'): SeenToken | undefined {
  const scalar = valueAt(object, [key, 'token']);
  if (scalar?.kind !== 'scalar' || typeof scalar.value !== 'string') return undefined;
  const isData = key === 'data';
  const token = isData ? Buffer.from(scalar.value, 'base64').toString('latin1') : scalar.value;
  return {
    name: `${key}.token of ${objectTitle(object)}`,
    origin: 'secret',
    reading: readToken(token),
    position: scalar.position,
    written: { scalar, isData },
  };
}

/** What a token says of itself; undefined where it cannot be read. */
export function claimsOf({ reading }: SeenToken): TokenClaims | undefined {
  return reading.kind === 'service-account' || reading.kind === 'jwt' ? reading.claims : undefined;
}

/** What a token shows to be wrong with it under this id of the catalogue. */
export function faultOf(token: SeenToken, id: CatalogueId, { now }: RunFacts): TokenFault | undefined {
  const claims = claimsOf(token);
  const faults = [faultOfForm(token.reading), ...(claims === undefined ? [] : faultsOfClaims(claims, now))];
  return faults.find((fault) => fault?.id === id);
}
