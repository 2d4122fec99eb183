import type { DiscoveryConfig } from '../apisix/discovery-config/model.ts';
import type { Release } from '../apisix/release.ts';
import { watchedResource } from '../apisix/view.ts';
import { describeSource } from '../kube/connection.ts';
import type { Connection } from '../kube/connection.ts';
import { printable, wrap } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';

export interface Conversation {
  readonly release: Release;
  readonly discovery: DiscoveryConfig;
  /** In the order of the config's clusters. */
  readonly connections: readonly Connection[];
}

/** What `--verbose` says before anything is asked: for which release and mode, and of each cluster where it is, as whom, and who said so. */
export function conversationText({ release, discovery, connections }: Conversation, page: Page): string {
  const { mode, clusters } = discovery;
  const lines = connections.flatMap((connection, at) => {
    const asked = clusters[at]?.watchEndpointSlices === true ? 'endpointslices' : 'endpoints';
    return connectionLines(connection, { deed: `asked for ${watchedResource(release, asked)}`, indent: 2, page });
  });
  return dimmed([`APISIX ${release.version}, ${mode}-cluster mode`, ...lines], page);
}

/** The same of API servers that are asked for no gateway. */
export function introductionText(connections: readonly Connection[], page: Page): string {
  return dimmed(
    connections.flatMap((connection) => connectionLines(connection, { deed: 'asked', indent: 0, page })),
    page,
  );
}

function connectionLines(
  { name, server, credentials, source, trust }: Connection,
  { deed, indent, page }: { readonly deed: string; readonly indent: number; readonly page: Page },
): string[] {
  const checked = server.protocol === 'https:' ? `, ${CHECKS[trust.verify]}` : '';
  return [
    ...wrap(printable(`${name}: ${server.origin}, from ${describeSource(source)}`), indent, page),
    ...wrap(printable(`${deed} with ${credentials.description}${checked}`), indent + 2, page),
  ];
}

function dimmed(lines: readonly string[], { style }: Page): string {
  return lines.map((line) => `${style.dim(line)}\n`).join('');
}

const CHECKS = {
  'chain-and-name': 'its certificate verified',
  chain: 'its certificate verified but for the name',
  nothing: 'its certificate not verified',
} as const;
