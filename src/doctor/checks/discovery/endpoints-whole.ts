import { selectsNamespace } from '../../../apisix/selectors.ts';
import type { Release } from '../../../apisix/release.ts';
import { quantity } from '../../../findings/quantity.ts';
import { someOf } from '../../../findings/some-of.ts';
import { fail, pass, skip } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readListed } from '../../facts/listing.ts';
import type { Listed } from '../../facts/listing.ts';
import { readServices } from '../../facts/services.ts';
import { OWN_SERVICE } from '../../own-service.ts';

/** Whether Endpoints hold all addresses of their Services. */
export const endpointsWhole: ClusterCheck = {
  name: 'endpoints-whole',
  category: 'discovery',
  title: 'Endpoints hold all addresses',
  reads: 'annotations in the list; where it has no Endpoints of anybody, Services',
  rights: 'list services: without it, a cluster that writes no Endpoints looks empty',
  causes: ['G09', 'G10'],
  needs: ['list-complete'],
  scope: 'cluster',
  async examine(cluster) {
    const listed = await readListed(cluster);
    const { resource, flaws } = listed.survey;
    if (resource !== 'endpoints') return [skip('The gateway watches EndpointSlices')];
    if (flaws.truncated.size > 0) return [truncated(flaws.truncated, cluster)];
    return [(await unwritten(listed, cluster)) ?? pass({ evidence: listed.cluster.state.warnings.map(saidText) })];
  },
};

/** The only warning that API servers send with these lists is that Endpoints are deprecated (KEP-4974). */
function saidText(warning: string): string {
  return `The API server says: ${warning}`;
}

function truncated(names: ReadonlySet<string>, cluster: ExaminedCluster): Answer {
  const message = `${someOf(names)} ${names.size === 1 ? 'is' : 'are'} cut off at 1,000 addresses, so the gateway has only those. ${remedy(cluster.release)}`;
  return fail({ id: 'G09', message }, mended(cluster));
}

/** Services with a selector and no Endpoints at all: a cluster that writes slices alone. Undefined where that is not so, or nobody can tell. */
async function unwritten({ survey, target, cluster: { state } }: Listed, cluster: ExaminedCluster): Promise<Answer | undefined> {
  const { namespaceSelector: selector } = cluster.settings;
  const isBare = survey.objects === 0 || (survey.objects === 1 && survey.services.has(OWN_SERVICE));
  if (!isBare || target.labelSelector) return undefined;
  const services = await cluster.once(readServices);
  if (services === 'unknown') return undefined;
  const selects = selectsNamespace(selector);
  const meant = services.filter(
    (service) => service.selector !== undefined && service.externalName === undefined && selects(service.namespace),
  );
  if (meant.length === 0) return undefined;
  const names = meant.map(({ namespace, name }) => `${namespace}/${name}`);
  const message =
    `The cluster has ${quantity(meant.length, 'Service')} with a selector and no Endpoints: ${someOf(names)}. ` +
    `Its controllers write EndpointSlices alone, if anything. ${remedy(cluster.release)}`;
  return fail({ id: 'G10', message }, { ...mended(cluster), evidence: state.warnings.map(saidText) });
}

function remedy({ endpointSlices, version }: Release): string {
  return endpointSlices === 'merged'
    ? 'EndpointSlices hold all of them.'
    : `EndpointSlices hold all of them, and APISIX reads them from 3.15.0 on; this is ${version}.`;
}

function mended({ release }: ExaminedCluster): Pick<Answer, 'mend'> {
  return release.endpointSlices === 'merged' ? { mend: 'watch_endpoint_slices: true' } : {};
}
