import type { ClusterConfig } from '../../../apisix/discovery-config/model.ts';
import { servicesOf } from '../../../apisix/dump-difference.ts';
import { quantity } from '../../../findings/quantity.ts';
import { fail, pass, skip, unknown, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { whyNoDump } from '../../control-api/control-api.ts';
import { configOf, dumpOfCluster, readDump } from '../../control-api/dump.ts';
import { compare, listAgain } from '../../control-api/looks.ts';
import type { Comparison } from '../../control-api/looks.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readListed } from '../../facts/listing.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';
import { differenceSentences } from './difference-sentences.ts';
import { likelyCause } from './dump-causes.ts';
import { skipForRelease } from './skip-for-release.ts';
import { unreadConfig } from './unread-config.ts';

/** Whether the gateway has the nodes that the cluster has. */
export const dumpCurrent: ClusterCheck = {
  name: 'dump-current',
  category: 'gateway',
  title: 'The gateway has the nodes that the cluster has',
  reads: 'the dump, and the list of the gateway; where they differ, both once more',
  causes: ['G02', 'G05', 'G08', 'G14', 'G15', 'G16'],
  needs: ['dict-fits', 'config-in-force', 'gateway-ready'],
  scope: 'cluster',
  async examine(cluster) {
    const { controlApi: api, release, id } = cluster;
    if (api === undefined) return [skip(NO_CONTROL_API)];
    const none = whyNoDump(release, 'multi');
    if (none !== undefined) return [skipForRelease(none)];
    const answer = await api.once(readDump);
    if (answer.kind !== 'dump') return [skip('The gateway shows no dump')];
    const config = configOf(answer.dump, release);
    if (config === undefined) return [unreadConfig(release)];
    const hidden = whyNoDump(release, config.mode);
    if (hidden !== undefined) return [skipForRelease(hidden)];
    const shown = dumpOfCluster(answer.dump, { id, config });
    const running = config.clusters.find((one) => one.id === shown?.id);
    if (shown === undefined || running === undefined)
      return [unknown('The gateway watches several clusters. Which of them this is, --config says')];

    const watched = asWatched(cluster, running);
    const first = watched === cluster ? await readListed(cluster) : await listAgain(watched);
    const comparison = await compare(watched, { first, shown, gateway: { api, config } });
    return [answerTo(comparison, { cluster, sharedSize: running.sharedSize })];
  },
};

/** The cluster with the settings that the gateway runs with: they count, also where no --config was given. */
function asWatched(cluster: ExaminedCluster, running: ClusterConfig): ExaminedCluster {
  if (cluster.config !== undefined) return cluster;
  const { namespaceSelector, labelSelector, defaultWeight, watchEndpointSlices } = running;
  const resource = watchEndpointSlices ? 'endpointslices' : 'endpoints';
  const settings = { ...cluster.settings, namespaceSelector, labelSelector, defaultWeight, resource } as const;
  return { ...cluster, settings };
}

function answerTo(
  comparison: Comparison,
  { cluster, sharedSize }: { readonly cluster: ExaminedCluster; readonly sharedSize: string },
): Answer {
  const { lasting, truth, shown, hidden, inFlight } = comparison;
  const due = servicesOf(truth.cluster.view.dict).size;
  const evidence = [
    ...differenceSentences(comparison),
    ...(inFlight === 0 ? [] : [`${quantity(inFlight, 'service')} changed while it was compared`]),
    ...(hidden === 0 ? [] : [hiddenSentence(hidden, cluster)]),
  ];
  const differing = lasting.missing.length + lasting.stale.length + lasting.ghosts.length;
  if (differing === 0) return pass({ title: titleOf({ compared: due - hidden, hidden }), evidence });
  if (cluster.config === undefined && shown.services.size > 0 && differing >= due + lasting.ghosts.length)
    return unknown('No service has the same nodes at the gateway as in this cluster. Is it the one that the gateway watches?');
  const { cause, mend } = likelyCause(comparison, { release: cluster.release, sharedSize });
  const details = { evidence, mend };
  return cause.id === 'G14' ? warn(cause, details) : fail(cause, details);
}

function titleOf({ compared, hidden }: { readonly compared: number; readonly hidden: number }): string {
  if (compared === 0) return 'The gateway has no nodes, and neither has the cluster';
  const all = compared === 1 || hidden > 0 ? '' : 'all ';
  return `The gateway has the nodes of ${all}${quantity(compared, 'service')}`;
}

function hiddenSentence(hidden: number, { release }: ExaminedCluster): string {
  const shows = release.dumpKeys.toLocaleString('en-US');
  return `${quantity(hidden, 'service')} could not be compared: the dump of APISIX ${release.version} shows ${shows} keys at most, and a service takes two`;
}
