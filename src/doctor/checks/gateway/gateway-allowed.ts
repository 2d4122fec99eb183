import { quantity } from '../../../findings/quantity.ts';
import { pass, skip, warn } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { configOf, dumpOfCluster, readDump } from '../../control-api/dump.ts';
import { readListing } from '../../facts/listing.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';

/** Whether what the gateway serves will stay fresh: an open watch outlives the token and the rights that it was begun with. */
export const gatewayAllowed: ClusterCheck = {
  name: 'gateway-allowed',
  category: 'gateway',
  title: 'The gateway may go on asking for what it serves',
  reads: 'the dump, and the list of the gateway',
  causes: ['T29'],
  needs: ['config-in-force'],
  scope: 'cluster',
  async examine(cluster) {
    const { controlApi: api, release, id, holder, once } = cluster;
    if (api === undefined) return [skip(NO_CONTROL_API)];
    if (holder !== 'gateway') return [skip('The API server is asked as a person, not as the gateway')];
    const listing = await once(readListing);
    if (listing.kind === 'listed') return [pass()];
    const { kind, message } = listing.error;
    if (kind !== 'unauthorized' && kind !== 'forbidden') return [skip(message)];
    const answer = release.dump === 'none' ? undefined : await api.once(readDump);
    const config = answer?.kind === 'dump' ? configOf(answer.dump, release) : undefined;
    const shown = answer?.kind === 'dump' && config !== undefined ? dumpOfCluster(answer.dump, { id, config }) : undefined;
    if (shown === undefined || shown.services.size === 0) return [skip('The gateway shows no nodes')];
    const services = quantity(shown.services.size, 'service');
    const why = `The gateway still serves ${services}, though the API server refuses it now: it learns nothing new once its open watch ends, in 47 min at most.`;
    return [warn({ id: 'T29', message: why }, { mend: 'apisix reload, once its token and rights are mended' })];
  },
};
