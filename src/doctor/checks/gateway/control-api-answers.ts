import type { KubeError } from '../../../kube/kube-error.ts';
import { fail, pass, skip } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { isLocal } from '../../control-api/control-api.ts';
import { readListener } from '../../control-api/listener.ts';
import { forwardCommand } from './forward-command.ts';

/** Why the checks of a running gateway are not made. */
export const NO_CONTROL_API = 'No --control-api was given';

/** Unless `apisix.control.port` says otherwise (cli/config.lua, before 3.10.0 cli/ops.lua). */
const DEFAULT_PORT = '9090';

/** Whether a running gateway can be asked at all, and which release it is. */
export const controlApiAnswers: RunCheck = {
  name: 'control-api-answers',
  category: 'gateway',
  title: 'The control API answers',
  reads: 'GET /v1/schema of the control API, and /v1/server_info; where something else answers, /apisix/admin/routes',
  causes: ['W09'],
  needs: [],
  scope: 'run',
  async examine(examination) {
    const { controlApi } = examination;
    if (controlApi === undefined) return [skip(NO_CONTROL_API)];
    const { url } = controlApi;
    const listener = await controlApi.once(readListener);
    switch (listener.kind) {
      case 'nothing':
        return [answerToSilence(url, listener.error)];
      case 'other':
        return [answerToOther(url, listener.what)];
      case 'control-api': {
        const how = listener.release?.how ?? 'Nothing in its answers says which release it is: --gateway-version does';
        const { release } = examination;
        const said = listener.release?.release.version;
        const judged = said === undefined || said === release.version ? [] : [`It is judged as ${release.version} all the same`];
        return [pass({ title: `The control API at ${url.origin} answers`, evidence: [how, ...judged] })];
      }
      default:
        return listener satisfies never;
    }
  },
};

function answerToSilence(url: URL, error: KubeError): Answer {
  const where = isLocal(url) ? "of the gateway's own pod or host" : 'of its own pod or host alone';
  const message =
    error.details.cause === 'refused'
      ? `Nothing listens at ${url.origin}. The control API is off (apisix.enable_control), or listens on 127.0.0.1 ${where}, as it does unless apisix.control says otherwise.`
      : `The control API does not answer: ${error.message}.`;
  return fail({ id: 'W09', message }, { mend: forwardTo(url) });
}

function answerToOther(url: URL, what: string): Answer {
  const listens =
    url.port === DEFAULT_PORT ? '' : `. The control API listens on ${DEFAULT_PORT} unless apisix.control.port says otherwise`;
  const message = `At ${url.origin} is not the control API but ${what}${listens}.`;
  return fail({ id: 'W09', message }, { mend: url.port === DEFAULT_PORT ? forwardTo(url) : otherAddress(url) });
}

function forwardTo(url: URL): string {
  return forwardCommand({ from: isLocal(url) && url.port !== '' ? url.port : DEFAULT_PORT, to: DEFAULT_PORT });
}

function otherAddress(url: URL): string {
  return `--control-api http://${url.hostname}:${DEFAULT_PORT}`;
}
