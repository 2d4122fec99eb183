import { inWords } from '../apisix/in-words.ts';
import type { Release } from '../apisix/release.ts';
import type { DiscoveryMode } from '../apisix/service-name.ts';
import { SERVICE_NAME_FORM } from '../apisix/service-name.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { misspellingOf } from '../resolve/reasons/index.ts';
import type { WrittenName } from '../resolve/spelling.ts';
import type { LocatedText } from './discovered-upstreams.ts';
import { kubernetesNames } from './discovered-upstreams.ts';
import type { Complaint, JudgedConfig, JudgedObject } from './rule.ts';
import type { NameAnswer, RunFacts } from './run-facts.ts';

/** Why a service_name has no nodes, under the id of the rule that says so. */
export interface NameFault extends Complaint {
  readonly id: CatalogueId;
}

/** Every rule about names asks for the same objects, one after the other. */
const known = new WeakMap<JudgedObject, readonly NameFault[]>();

/**
 * What is wrong with the service_names of an object that kubernetes discovery looks up. A name is right if it is for one config of the
 * run; where the run has none, if it is in one mode that the release has. With manifests it must have nodes there, too.
 */
export function nameFaults(judged: JudgedObject, facts: RunFacts): readonly NameFault[] {
  const before = known.get(judged);
  if (before !== undefined) return before;
  const found = kubernetesNames(judged.object).flatMap((name) => faultOf(name, judged.release, facts) ?? []);
  known.set(judged, found);
  return found;
}

function faultOf(name: LocatedText, release: Release, facts: RunFacts): NameFault | undefined {
  let first: NameFault | undefined;
  for (const gateway of gatewaysOf(release, facts)) {
    const answer = answerOf(name.value, gateway, facts);
    if (answer === undefined) return undefined;
    first ??= placed(answer, name, gateway);
  }
  return first;
}

/** A gateway that may be the one that will look a name up. */
interface Gateway {
  readonly release: Release;
  readonly mode: DiscoveryMode;
  /** Undefined where no config of the run says which. */
  readonly ids: readonly string[] | undefined;
  readonly config: JudgedConfig | undefined;
}

const gatewaysOfRuns = new WeakMap<RunFacts, Map<Release, readonly Gateway[]>>();

/** Worked out once for each release of a run, which may hold thousands of configs and of names. */
function gatewaysOf(release: Release, facts: RunFacts): readonly Gateway[] {
  const ofRun = gatewaysOfRuns.get(facts) ?? new Map<Release, readonly Gateway[]>();
  gatewaysOfRuns.set(facts, ofRun);
  const gateways = ofRun.get(release) ?? possibleGateways(release, facts);
  ofRun.set(release, gateways);
  return gateways;
}

function possibleGateways(release: Release, facts: RunFacts): readonly Gateway[] {
  const configured = facts.configs(release).flatMap((config): Gateway[] => {
    const { kubernetes } = config.verdict;
    if (kubernetes === undefined) return [];
    return [{ release, mode: kubernetes.mode, ids: kubernetes.clusters.flatMap(({ id }) => id ?? []), config }];
  });
  if (configured.length > 0) return configured;
  const single: Gateway = { release, mode: 'single', ids: [], config: undefined };
  return release.multiCluster ? [single, { ...single, mode: 'multi', ids: undefined }] : [single];
}

function answerOf(serviceName: string, { release, mode, ids, config }: Gateway, facts: RunFacts): NameAnswer | undefined {
  const fromManifests = ids === undefined ? undefined : facts.manifests?.whyNoNodes({ release, config, serviceName });
  if (fromManifests !== undefined) return fromManifests;
  const form = config === undefined && release.multiCluster ? `[id/]${SERVICE_NAME_FORM.single}` : SERVICE_NAME_FORM[mode];
  const written: WrittenName = { text: serviceName, mode, ids, form, isKnown: () => false };
  const misspelling = misspellingOf(written);
  if (misspelling === undefined) return undefined;
  const { id, message, meant, advice } = misspelling;
  const right = rightNames(meant, written);
  const hint = advice?.replace(/\.$/, '') ?? writeInstead(right) ?? completion(written, id);
  return { id, message, ...(hint !== undefined && { hint }) };
}

/** Those of the names that are right; where something else is wrong with them all, what is meant by them. */
function rightNames(names: readonly string[], written: WrittenName): readonly string[] {
  const isRight = (text: string): boolean => misspellingOf({ ...written, text }) === undefined;
  const right = names.filter(isRight);
  if (right.length > 0) return right;
  return names.flatMap((text) => misspellingOf({ ...written, text })?.meant ?? []).filter(isRight);
}

/** What to write where no name is near: parts are missing, or it is an address. */
function completion(written: WrittenName, id: CatalogueId): string | undefined {
  if (id === 'S02') return 'Write namespace, name and port of the Service behind it';
  const { text } = written;
  const isRight = (name: string): boolean => misspellingOf({ ...written, text: name }) === undefined;
  const [example] = [`${text}:http`, inDefault(text), inDefault(`${text}:http`)].filter(isRight);
  return example === undefined ? undefined : `Complete it, such as ${example}`;
}

function inDefault(name: string): string {
  const start = name.lastIndexOf('/') + 1;
  return `${name.slice(0, start)}default/${name.slice(start)}`;
}

/** `Write a, b or c`; undefined where there is nothing to write. */
export function writeInstead(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  return `Write ${inWords(names, 'or')}`;
}

function placed({ id, message, hint }: NameAnswer, name: LocatedText, { ids, config }: Gateway): NameFault {
  const start = `service_name ${shown(name.value)}`;
  if (id !== 'S06' || ids?.length !== 1 || config === undefined) {
    return { id, message: `${start} finds no nodes. ${message}`, position: name.position, ...(hint !== undefined && { hint }) };
  }
  const list = `the list of one cluster in ${config.document.file.path} makes the gateway multi-cluster`;
  return {
    id: 'C26',
    message: `${start} has no id, and ${list}. APISIX wants ${SERVICE_NAME_FORM.multi}.`,
    position: name.position,
    ...(hint !== undefined && { hint }),
  };
}

/** More of a name says nothing more. */
const MOST_SHOWN = 100;

function shown(name: string): string {
  return JSON.stringify(name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name);
}
