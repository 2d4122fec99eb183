import { skip, pass, warn } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { isLocal } from '../../control-api/control-api.ts';
import { configOf, readDump } from '../../control-api/dump.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';
import { unreadConfig } from './unread-config.ts';

/** Whether nobody learns the token from the control API, which asks for no credentials. */
export const dumpPrivate: RunCheck = {
  name: 'dump-private',
  category: 'gateway',
  title: 'The control API shows no token',
  reads: 'the config in the dump',
  causes: ['W10'],
  needs: ['discovery-enabled'],
  scope: 'run',
  async examine({ controlApi, release }) {
    if (controlApi === undefined) return [skip(NO_CONTROL_API)];
    const answer = release.dump === 'none' ? undefined : await controlApi.once(readDump);
    if (answer?.kind !== 'dump') return [skip('The gateway shows no config')];
    const config = configOf(answer.dump, release);
    if (config === undefined) return [unreadConfig(release)];
    const shown = config.clusters.filter(({ client }) => client.kind === 'token' && !isReference(client.token));
    if (shown.length === 0) return [pass()];
    const whose = shown.flatMap(({ id }) => (id === undefined ? [] : [id]));
    const of = whose.length === 0 ? '' : ` of ${whose.join(', ')}`;
    const { url } = controlApi;
    const who = isLocal(url)
      ? 'whoever reaches its control API can read it there'
      : `its control API listens on ${url.hostname}, so everybody in that network can read it, without credentials`;
    const message = `The gateway's dump shows the client.token${of}: ${who}.`;
    return [warn({ id: 'W10', message }, { mend: MEND[isLocal(url) ? 'loopback' : 'network'] })];
  },
};

const MEND = {
  loopback: 'client.token_file in place of client.token',
  network: 'apisix.control.ip: 127.0.0.1, and client.token_file in place of client.token',
} as const;

/** `${VAR}` is shown as it stands (discovery/kubernetes/init.lua, from 3.17.0 core.lua, `read_env`). */
function isReference(token: string): boolean {
  return token === '' || /^\$\{.+\}$/s.test(token);
}
