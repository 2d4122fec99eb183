import type { Discovery } from '../../discovery/discovery.ts';
import type { Examination } from '../examination.ts';
import { readListing } from './listing.ts';

/** What the gateway discovers in those of its clusters that could be listed. Rejects as {@link Examination.clusters} does. */
export async function readDiscovery({ release, discovery, clusters }: Examination): Promise<Discovery> {
  const { mode } = await discovery();
  const listings = await Promise.all((await clusters()).map(({ once }) => once(readListing)));
  const listed = listings.flatMap((listing) => (listing.kind === 'listed' ? [listing.cluster] : []));
  return { release, mode, clusters: listed };
}
