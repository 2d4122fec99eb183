import { excerpt } from '../../../kube/excerpt.ts';
import { fail, pass, skip, unknown } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { isLocal } from '../../control-api/control-api.ts';
import { readReadiness } from '../../control-api/readiness.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';
import { forwardCommand } from './forward-command.ts';

/** Whether the gateway has listed every cluster once: before that, it has no nodes. */
export const gatewayReady: RunCheck = {
  name: 'gateway-ready',
  category: 'gateway',
  title: 'The gateway is ready: each cluster has been listed',
  reads: 'GET /status/ready at port 7085 of the host of the control API, from APISIX 3.15.0 on',
  causes: ['G15'],
  needs: ['discovery-enabled'],
  scope: 'run',
  async examine({ controlApi, release }) {
    if (controlApi === undefined) return [skip(NO_CONTROL_API)];
    if (!release.cleansUpAfterList)
      return [skip(`Readiness knows nothing of discovery in APISIX ${release.version}: it does from 3.15.0 on`)];
    const readiness = await controlApi.once(readReadiness);
    switch (readiness.kind) {
      case 'ready':
        return [pass()];
      case 'not-ready': {
        const words = JSON.stringify(excerpt(readiness.words, 160));
        if (!/discovery|lua_shared_dict/.test(readiness.words))
          return [unknown(`The gateway is not ready for another reason than discovery: it says ${words}`)];
        const message = `The gateway has not listed every cluster yet: it says ${words}. Until then requests end with 503.`;
        const evidence = ['Its error.log says why, in lines of "informer_factory.lua" or "list_watch failed"'];
        return [fail({ id: 'G15', message }, { evidence, mend: 'k8s-disco explain error.log' })];
      }
      case 'unknown':
        return [unknown(readiness.why)];
      case 'nothing':
        return [unknown(readiness.error.message, { mend: forwardTo(controlApi.statusUrl) })];
      default:
        return readiness satisfies never;
    }
  },
};

/** Whoever forwards the port of the control API may have left out this one. Absent for a gateway elsewhere, which may keep it to itself. */
function forwardTo(statusUrl: URL): string | undefined {
  return isLocal(statusUrl) ? forwardCommand({ from: statusUrl.port, to: statusUrl.port }) : undefined;
}
