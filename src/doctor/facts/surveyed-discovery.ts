import type { DiscoveredCluster, Discovery } from '../../discovery/discovery.ts';
import type { Examination } from '../examination.ts';
import type { ExaminedCluster } from '../examined-cluster.ts';
import { readListing } from './listing.ts';
import type { Survey } from './survey.ts';

/** A cluster as the gateway sees it, what its objects are like, and as whom it is examined. */
export interface SurveyedCluster extends DiscoveredCluster {
  readonly examined: ExaminedCluster;
  /** Undefined where the cluster could not be listed to the end; `state.lists` is 0 then. */
  readonly survey: Survey | undefined;
}

/** What the gateway discovers in all of its clusters, those included that could not be listed. Rejects as {@link Examination.clusters} does. */
export async function readSurveyedDiscovery({ release, discovery, clusters }: Examination): Promise<Discovery<SurveyedCluster>> {
  const [{ mode }, examined] = await Promise.all([discovery(), clusters()]);
  const surveyed = examined.map(async (one): Promise<SurveyedCluster> => {
    const listing = await one.once(readListing);
    return { ...listing.cluster, examined: one, survey: listing.kind === 'listed' ? listing.survey : undefined };
  });
  return { release, mode, clusters: await Promise.all(surveyed) };
}
