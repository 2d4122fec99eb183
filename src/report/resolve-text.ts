import { formatPart } from '../apisix/address.ts';
import type { Node } from '../apisix/nodes.ts';
import { resourceObjects } from '../discovery/request.ts';
import type { ClusterReport, ResolveReport, ResolveResult } from '../resolve/report.ts';
import { countOf, printable, wrap } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';
import { table } from '../terminal/table.ts';
import { placeOf } from './cluster-heading.ts';
import { findingLines, toldFindings } from './finding-lines.ts';
import { INDENT, headline } from './headline.ts';
import { nameTable } from './name-table.ts';

export interface ResolveTextOptions {
  readonly page: Page;
  /** `all` draws one table of names, `names` a block for each. */
  readonly asked: 'names' | 'all';
  /** Everything that is known of the clusters, and no address left out. */
  readonly wide: boolean;
  /** Findings that need no action, too. */
  readonly verbose: boolean;
}

const VERDICTS = { resolved: 'pass', empty: 'fail', none: 'fail', unknown: 'unknown' } as const;

/**
 * The report for people: what was asked for first, then findings, and at the end whom it is true of. Where no cluster could be asked,
 * only the names that are wrong by their spelling alone; empty where there are none.
 */
export function resolveText(report: ResolveReport, options: ResolveTextOptions): string {
  const { page, asked } = options;
  const { clusters, results, findings } = report;
  if (clusters.every(({ error }) => error !== undefined)) {
    const misspelt = results.filter(({ status }) => status !== 'unknown');
    return misspelt.map((result) => `${resultBlock(result, page).join('\n')}\n`).join('');
  }
  const answer = asked === 'all' ? allNames(results, options) : results.flatMap((result) => resultBlock(result, page));
  const lines = [...answer, ...findingLines(toldFindings(findings, options), page), ...footer(report, options)];
  return `${lines.join('\n')}\n`;
}

function resultBlock({ serviceName, nodes, status, reason }: ResolveResult, page: Page): string[] {
  const { style } = page;
  const verdict = VERDICTS[status];
  if (status === 'resolved') {
    const count = countOf(nodes?.length ?? 0, 'node');
    return [...headline({ verdict, text: `${serviceName}   ${count}` }, page), ...nodeTable(nodes ?? [], INDENT).map(style.dim)];
  }
  const outcome = status === 'unknown' ? 'could not be checked' : 'no nodes, the gateway answers 503';
  const lines = headline(
    { verdict, text: `${serviceName}   ${outcome}`, id: reason?.id, below: reason ? [reason.message] : [] },
    page,
  );
  const uses = (reason?.suggestions ?? []).map(
    (name, at) => `${' '.repeat(INDENT)}${at === 0 ? 'Use' : '   '}   ${style.name(printable(name))}`,
  );
  return [...lines, ...uses];
}

function nodeTable(nodes: readonly Node[], indent: number): string[] {
  const rows = nodes.map(({ host, port, weight }) => [printable(formatPart(host)), printable(formatPart(port)), String(weight)]);
  return table([{ title: 'HOST' }, { title: 'PORT' }, { title: 'WEIGHT' }], rows, indent);
}

function allNames(results: readonly ResolveResult[], options: ResolveTextOptions): string[] {
  if (results.length === 0) return ['No service has a port with an address.'];
  return nameTable(
    results.map(({ serviceName, nodes }) => ({ name: serviceName, nodes: nodes ?? [] })),
    options,
  );
}

function footer({ gatewayVersion, clusters }: ResolveReport, { page, wide }: ResolveTextOptions): string[] {
  const { style, symbols } = page;
  const [only] = clusters;
  const release = `APISIX ${gatewayVersion}`;
  if (only !== undefined && clusters.length === 1) {
    const place = [release, resourceObjects(only.resource), clusterOf(only)];
    const state = wide ? [countOf(only.objects, 'object'), `resourceVersion ${only.resourceVersion}`] : [];
    return [place, state].flatMap((parts) => wrap(parts.join(` ${symbols.dot} `), 0, page)).map(style.dim);
  }
  const columns = ['CLUSTER', 'SERVER', 'RESOURCE', 'OBJECTS', ...(wide ? ['RESOURCEVERSION'] : [])].map((title) => ({ title }));
  const rows = clusters.map(({ name, server, resource, objects, resourceVersion, error }) => [
    printable(name),
    server ?? 'files',
    resourceObjects(resource),
    error === undefined ? String(objects) : symbols.unknown,
    ...(wide ? [resourceVersion] : []),
  ]);
  return [style.dim(release), ...table(columns, rows, 2).map(style.dim)];
}

/** The cluster's name, and its URL unless its objects come from files. */
function clusterOf({ name, server }: ClusterReport): string {
  return printable(server === null ? name : placeOf({ name, server }));
}
