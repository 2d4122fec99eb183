import { dictEntries, dictPages, pagesTaken, parseSize } from '../../../apisix/dict-size.ts';
import { defaultSharedSize } from '../../../apisix/discovery-config/config-rules.ts';
import { quantity } from '../../../findings/quantity.ts';
import { fail, pass, unknown, warn } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { configPlace } from '../../config-place.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readListed } from '../../facts/listing.ts';

/** The share of its pages from which on a dict is as good as full: one that has changed for days has gaps, and Services come. */
export const FULL = 0.8;

/** What is proposed leaves room to double. */
const ROOMY = 0.5;

const MEGABYTE = 1024 ** 2;

/** Whether the nodes have room in the gateway's memory. */
export const dictFits: ClusterCheck = {
  name: 'dict-fits',
  category: 'discovery',
  title: 'The nodes fit into the shared dict',
  reads: 'the list, and shared_size in --config',
  causes: ['G08'],
  needs: ['objects-readable'],
  scope: 'cluster',
  async examine(cluster) {
    const { config, release } = cluster;
    const size = config?.sharedSize ?? defaultSharedSize(release);
    const bytes = parseSize(size);
    if (bytes === undefined) return [unknown(`${size} is no size as nginx takes it`)];
    const { cluster: listed, survey } = await readListed(cluster);
    const pages = pagesTaken(dictEntries(listed.view.dict));
    const share = pages / dictPages(bytes);
    const percent = `${Math.ceil(share * 100)} %`;
    const services = quantity(survey.services.size, 'service');
    const whose = config === undefined ? `the default of ${release.version}` : 'shared_size';
    if (share <= FULL) return [pass({ evidence: [`${services}: ${percent} of ${size} (${whose})`] })];
    const details = { mend: sizeLine(pages, cluster), place: configPlace(cluster) };
    if (share <= 1)
      return [
        warn(
          {
            id: 'G08',
            message: `The nodes of ${services} fill ${percent} of ${size} (${whose}). With some more of them the gateway loses services.`,
          },
          details,
        ),
      ];
    const message = `The nodes of ${services} would fill ${percent} of ${size} (${whose}): the gateway loses services for which no memory is left.`;
    // Without its config nobody knows what the gateway has.
    return [config === undefined ? warn({ id: 'G08', message }, details) : fail({ id: 'G08', message }, details)];
  },
};

/** The size for so many pages, a power of two of megabytes, in the place where the release reads it. */
export function sizeLine(pages: number, { release }: Pick<ExaminedCluster, 'release'>): string {
  let megabytes = 1;
  while (pages > ROOMY * dictPages(megabytes * MEGABYTE)) megabytes *= 2;
  return release.atLeast('3.0.0')
    ? `shared_size: ${megabytes}m`
    : `nginx_config: {http: {lua_shared_dict: {kubernetes: ${megabytes}m}}}`;
}
