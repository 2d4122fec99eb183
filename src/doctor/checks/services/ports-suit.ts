import { formatServiceName } from '../../../apisix/service-name.ts';
import { lookUp } from '../../../discovery/lookup.ts';
import type { Discovery } from '../../../discovery/discovery.ts';
import { quantity } from '../../../findings/quantity.ts';
import { pass, skip, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { WantedName } from '../../examination.ts';
import { shownName, whyNoNames } from '../../facts/asked-names.ts';
import type { PortTraits } from '../../facts/port-traits.ts';
import { readSurveyedDiscovery } from '../../facts/surveyed-discovery.ts';
import type { SurveyedCluster } from '../../facts/surveyed-discovery.ts';

/** What each scheme of HTTP is called when TLS is spoken; `http` is what the gateway takes where an upstream names none (schema_def.lua). */
const OVER_TLS: Readonly<Record<string, string | undefined>> = { http: 'https', grpc: 'grpcs' };
const HTTP_SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'grpc', 'grpcs']);

const MOST_TOLD = 20;

/** Whether the ports that have nodes speak what the gateway will speak to them. It looks at neither by itself. */
export const portsSuit: RunCheck = {
  name: 'ports-suit',
  category: 'services',
  title: 'The ports speak what their upstreams speak',
  reads: "protocol, appProtocol, name and number of the ports in the gateway's list; scheme in --routes",
  causes: ['S19', 'S20'],
  needs: ['list-complete'],
  scope: 'run',
  async examine(examination) {
    const names = await examination.names();
    if (names.length === 0) return [skip(await whyNoNames(examination))];
    const discovery = await examination.once(readSurveyedDiscovery);
    const ports = names.flatMap((name) => portOf(name, discovery) ?? []);
    if (ports.length === 0) return [skip('None of the names has nodes')];
    const faults = ports.flatMap((port) => faultOf(port) ?? []);
    if (faults.length > 0) return toldFaults(faults);
    return [pass({ evidence: ports.flatMap((port) => hintOf(port) ?? []).slice(0, MOST_TOLD) })];
  },
};

/** A port with nodes that is asked for. */
interface AskedPort {
  readonly name: WantedName;
  readonly traits: PortTraits;
  /** Ports of the same service that are TCP, as service_names. */
  readonly tcpPorts: readonly string[];
}

function portOf(name: WantedName, discovery: Discovery<SurveyedCluster>): AskedPort | undefined {
  const lookup = lookUp(discovery, name.serviceName);
  if (lookup.kind !== 'nodes' || lookup.nodes.length === 0) return undefined;
  const { id, key, port } = lookup.name;
  const ports = discovery.clusters.find((one) => one === lookup.cluster)?.survey?.ports;
  if (ports === undefined) return undefined;
  const siblings = [...(lookup.cluster.view.dict.service(key)?.keys() ?? [])];
  const tcp = siblings.filter((sibling) => ports.of(key, sibling).notTcp === undefined);
  return { name, traits: ports.of(key, port), tcpPorts: tcp.map((sibling) => formatServiceName({ id, key, port: sibling })) };
}

/** Only of routes is known what they speak. */
function faultOf({ name, traits, tcpPorts }: AskedPort): Answer | undefined {
  const { origin, place, scheme = 'http' } = name;
  if (origin === undefined || !HTTP_SCHEMES.has(scheme)) return undefined;
  const shown = shownName(name);
  if (traits.notTcp !== undefined) {
    const message = `${shown} is a ${traits.notTcp} port, and ${origin} sends HTTP to it over TCP.`;
    const [other] = tcpPorts;
    const mend = other === undefined ? undefined : `service_name: ${other}`;
    return warn({ id: 'S19', message }, { title: `${shown} is not a TCP port`, mend, place });
  }
  const overTls = OVER_TLS[scheme];
  if (traits.tls === undefined || overTls === undefined) return undefined;
  const message = `${shown} seems to take TLS: ${traits.tls}. ${upperFirst(origin)} sends plain ${scheme} to it.`;
  return warn({ id: 'S20', message }, { title: `${shown} seems to take TLS`, mend: `scheme: ${overTls}`, place });
}

/** {@link MOST_TOLD} of them, and how many more there are. */
function toldFaults(faults: readonly Answer[]): readonly Answer[] {
  const rest = faults.slice(MOST_TOLD);
  const id = rest[0]?.cause?.id;
  if (id === undefined) return faults;
  const title = `${quantity(rest.length, 'more port does', 'more ports do')} not speak what the upstreams speak`;
  return [...faults.slice(0, MOST_TOLD), warn({ id, message: 'Mend those above first, and ask again.' }, { title })];
}

/** For a name of the command line: what its upstream must say. */
function hintOf({ name, traits }: AskedPort): string | undefined {
  if (name.origin !== undefined) return undefined;
  if (traits.notTcp !== undefined) return `${shownName(name)} is a ${traits.notTcp} port: for stream routes only`;
  return traits.tls === undefined
    ? undefined
    : `${shownName(name)} seems to take TLS (${traits.tls}): its upstream then needs scheme: https`;
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
