import type { DiscoveredCluster } from '../../discovery/discovery.ts';
import { lookUp } from '../../discovery/lookup.ts';
import type { Lookup } from '../../discovery/lookup.ts';
import { quantity } from '../../findings/quantity.ts';
import { isReadable } from '../../lint/is-readable.ts';
import type { Examination, WantedName } from '../examination.ts';
import { readSurveyedDiscovery } from './surveyed-discovery.ts';

/** A service_name, everything that asks for it, and what the gateway answers. */
export interface AskedName {
  readonly serviceName: string;
  /** At least one. */
  readonly wanted: readonly [WantedName, ...WantedName[]];
  readonly lookup: Lookup;
}

/** The wanted names, each once whatever its schemes, looked up. Rejects as {@link Examination.clusters} does. */
export async function readAskedNames(examination: Examination): Promise<readonly AskedName[]> {
  const byName = new Map<string, [WantedName, ...WantedName[]]>();
  for (const name of await examination.names()) {
    const known = byName.get(name.serviceName);
    if (known === undefined) byName.set(name.serviceName, [name]);
    else known.push(name);
  }
  if (byName.size === 0) return [];
  const discovery = await examination.once(readSurveyedDiscovery);
  return [...byName].map(([serviceName, wanted]) => ({ serviceName, wanted, lookup: lookUp(discovery, serviceName) }));
}

/** Why there are no names. */
export async function whyNoNames({ linted }: Examination): Promise<string> {
  const files = await linted();
  if (files === undefined || files.routes.length === 0) return 'No NAME and no --routes were given';
  const { report, config } = files;
  const unread = report.files.find(({ path, kind, findings }) => path !== config && kind !== 'config' && !isReadable(findings));
  return unread === undefined
    ? 'Nothing in --routes asks the kubernetes discovery for nodes'
    : `${unread.path} cannot be read whole, so nobody can tell what it asks for`;
}

/** The cluster of a well-written name, if it could not be listed, so that nothing is known of the name. */
export function unlistedCluster({ lookup }: AskedName): DiscoveredCluster | undefined {
  return 'cluster' in lookup && lookup.cluster.state.lists === 0 ? lookup.cluster : undefined;
}

/** Who asks for it, as a sentence; none for a name of the command line alone. */
export function askers({ wanted }: AskedName): readonly string[] {
  const [first, ...others] = wanted.flatMap(({ origin }) => origin ?? []);
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${quantity(others.length, 'more', 'more')}`;
  return [`Asked for by ${first}${more}`];
}

/** More of a name says nothing more. */
const MOST_SHOWN = 100;

/** The name for a title. */
export function shownName({ serviceName }: Pick<AskedName, 'serviceName'>): string {
  return serviceName.length > MOST_SHOWN ? `${serviceName.slice(0, MOST_SHOWN)}…` : serviceName;
}
