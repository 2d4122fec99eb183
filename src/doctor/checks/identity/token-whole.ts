import type { CatalogueId } from '../../../findings/catalogue.ts';
import { inspectToken } from '../../../token/inspect.ts';
import { pass, skip } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { addressOf, toldAnswer } from '../../told.ts';

/** When it is good, only the clock of the API server knows. */
const OF_TIME: readonly CatalogueId[] = ['T04', 'T20'];

/** Whether the token is one at all, before anybody is asked. */
export const tokenWhole: ClusterCheck = {
  name: 'token-whole',
  category: 'identity',
  title: 'The token is whole',
  reads: "the gateway's token, and asks nobody",
  causes: ['T01', 'T02', 'T03', 'T22', 'T27'],
  needs: ['config-accepted', 'token-file-readable'],
  scope: 'cluster',
  async examine(cluster) {
    const { token, release, clock } = cluster;
    if (token === undefined) return [skip('No token of a gateway is known')];
    const { findings } = inspectToken(token, { release, now: clock.now(), address: addressOf(cluster) });
    const fault = findings.find(({ id, severity }) => severity === 'error' && !OF_TIME.includes(id));
    return [fault === undefined ? pass() : toldAnswer(fault, cluster)];
  },
};
