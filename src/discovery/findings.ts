import type { Release } from '../apisix/release.ts';
import { brokenPatterns } from '../apisix/selectors.ts';
import type { ViewNote } from '../apisix/view.ts';
import type { Finding } from '../findings/finding.ts';
import { someOf } from '../findings/some-of.ts';
import type { DiscoveredCluster } from './discovery.ts';

type Note = Omit<Finding, 'cluster'>;
type Standstill = Exclude<ViewNote, { kind: 'skipped' }>;

/** What the gateway would stumble over in a cluster, most serious first. */
export function clusterFindings(cluster: DiscoveredCluster, release: Release): Finding[] {
  const { notes } = cluster.view;
  const findings = [
    ...notes.flatMap((note) => (note.kind === 'skipped' ? [] : [standstillFinding(note, release)])),
    ...brokenSelector(cluster),
    ...toFinding(lostNamespacePages(cluster)),
    ...toFinding(slicesNotHonoured(cluster, release)),
    ...lostPages(cluster, release),
    ...notes.flatMap((note) => (note.kind === 'skipped' ? [skippedFinding(note)] : [])),
    ...deprecation(cluster, release),
  ];
  const name = cluster.setup.id ?? cluster.setup.name;
  return findings.map((finding) => ({ ...finding, cluster: name }));
}

/** Why the gateway applies nothing more of a cluster. */
export function standstillFinding(note: Standstill, release: Release): Note {
  if (note.kind === 'blocked') {
    return {
      id: 'G25',
      severity: 'error',
      message:
        `APISIX ${release.version} applies no event of this watch after the line '${note.line}', which is not written as it expects. ` +
        'Look for a proxy that rewrites the answers of the API server.',
    };
  }
  if (note.path === 'ports' && note.value === null) {
    return {
      id: 'G22',
      severity: 'error',
      message:
        `APISIX ${release.version} stops discovery for the whole cluster here, because slice ${note.object} has ports: null. ` +
        'Declare a port on its Service, exclude its namespace with namespace_selector, or set watch_endpoint_slices: false.',
    };
  }
  return {
    id: 'G24',
    severity: 'error',
    message:
      `APISIX ${release.version} stops discovery for the whole cluster here, because its Lua cannot read ${note.path} of ${note.object} ` +
      `(${note.message}). Mend the object or exclude its namespace with namespace_selector.`,
  };
}

/** Objects that the gateway leaves out. */
export function skippedFinding({ missing, objects, count }: Extract<ViewNote, { kind: 'skipped' }>): Note {
  const which = someOf(objects, count);
  if (missing === 'metadata') {
    return { id: 'G26', severity: 'warning', message: `The gateway skips objects without namespace or name: ${which}.` };
  }
  return {
    id: 'G12',
    severity: 'info',
    message: `The gateway skips slices without the label kubernetes.io/service-name: ${which}. Add the label if they belong to a Service.`,
  };
}

/** `watch_endpoint_slices: true` with a release that cannot; undefined where all is well. */
export function slicesNotHonoured({ setup }: DiscoveredCluster, { endpointSlices, version }: Release): Note | undefined {
  if (setup.resource !== 'endpointslices' || endpointSlices === 'merged') return undefined;
  const what =
    endpointSlices === 'broken'
      ? `stores each slice under the slice's own name, with nodes that have no host`
      : 'watches Endpoints all the same';
  const severity = endpointSlices === 'broken' ? 'error' : 'warning';
  return { id: 'C22', severity, message: `watch_endpoint_slices is on, but APISIX ${version} ${what}. It works from 3.15.0 on.` };
}

function lostPages({ state }: DiscoveredCluster, { cleansUpAfterList, version }: Release): Note[] {
  const { pageFailure } = state;
  if (pageFailure === undefined) return [];
  const loss = cleansUpAfterList
    ? 'deletes the services on the pages it did not get'
    : 'misses what is new on the pages it did not get';
  return [
    {
      id: 'G05',
      severity: 'warning',
      message: `A later page of a list failed and was asked for again here; APISIX ${version} logs nothing, goes on and ${loss}. ${pageFailure.message}`,
    },
  ];
}

/**
 * kube-apiserver takes `fieldSelector=metadata.namespace=X` for the scope of page 1 only, so that the page after it is empty when X sorts
 * before the name where page 1 ended (apiserver `MatchesSingleNamespace`, seen with 1.36.3). Undefined where all is well.
 */
export function lostNamespacePages({ setup, state }: DiscoveredCluster): Note | undefined {
  if (setup.namespaceSelector?.kind !== 'equal' || state.emptyPages === 0) return undefined;
  const { namespace } = setup.namespaceSelector;
  return {
    id: 'G28',
    severity: 'error',
    message:
      `The API server lost all but the first ${state.objects} objects of namespace ${namespace}: it heeds namespace_selector.equal on the ` +
      `first page of a list only. Write match: ["${namespace}"] instead of equal.`,
  };
}

/** The check at start accepts any text; what comes of it is only seen in what is missing. */
function brokenSelector({ setup: { namespaceSelector } }: DiscoveredCluster): Note[] {
  const effect =
    namespaceSelector?.kind === 'match' ? 'matches nothing' : 'leaves out every namespace that no pattern before it decides';
  return brokenPatterns(namespaceSelector).map(({ pattern, message }) => ({
    id: 'C16',
    severity: 'error',
    message: `The pattern ${pattern} of namespace_selector is no regular expression (${message}), so it ${effect}.`,
  }));
}

function toFinding(note: Note | undefined): Note[] {
  return note === undefined ? [] : [note];
}

/** The only warning that API servers send with these lists is that Endpoints are deprecated (KEP-4974). */
function deprecation({ state, view }: DiscoveredCluster, { endpointSlices }: Release): Note[] {
  if (view.resource !== 'endpoints') return [];
  const remedy =
    endpointSlices === 'merged'
      ? 'watch_endpoint_slices: true uses slices.'
      : 'From 3.15.0 on, watch_endpoint_slices: true uses slices.';
  return state.warnings.map((text) => ({ id: 'G10', severity: 'info', message: `The API server warns: ${text}. ${remedy}` }));
}
