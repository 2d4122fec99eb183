import { quantity } from '../../../findings/quantity.ts';
import { fail, pass, skip, unknown } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { whyNoDump } from '../../control-api/control-api.ts';
import { configOf, readDump } from '../../control-api/dump.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';
import { skipForRelease } from './skip-for-release.ts';

/** Whether the running gateway discovers from Kubernetes at all. */
export const discoveryEnabled: RunCheck = {
  name: 'discovery-enabled',
  category: 'gateway',
  title: 'The running gateway has discovery of Kubernetes on',
  reads: 'GET /v1/discovery/kubernetes/dump of the control API',
  causes: ['W04', 'G16'],
  needs: ['control-api-answers'],
  scope: 'run',
  async examine({ controlApi, release, linted }) {
    if (controlApi === undefined) return [skip(NO_CONTROL_API)];
    const none = whyNoDump(release, 'multi');
    if (none !== undefined) return [skipForRelease(none)];
    const answer = await controlApi.once(readDump);
    switch (answer.kind) {
      case 'absent': {
        const config = (await linted())?.config;
        const message = `The gateway at ${controlApi.url.origin} has no dump: discovery.kubernetes is not in its config, and each request that needs it ends with 503 "discovery kubernetes is uninitialized".`;
        const other =
          config === undefined ? [] : [`${config} has it: this instance runs with another file, or was not restarted since`];
        return [
          fail({ id: 'W04', message }, { evidence: other, mend: 'apisix restart, with discovery.kubernetes in its config.yaml' }),
        ];
      }
      case 'other':
        return [unknown(`The control API answers ${answer.what} instead of a dump`)];
      case 'dump': {
        const config = configOf(answer.dump, release);
        const clusters = config === undefined ? [] : [`It watches ${quantity(config.clusters.length, 'cluster')}`];
        return [pass({ evidence: clusters })];
      }
      default:
        return answer satisfies never;
    }
  },
};
