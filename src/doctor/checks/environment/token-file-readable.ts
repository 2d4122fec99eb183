import { dirname } from 'node:path';
import type { Release } from '../../../apisix/release.ts';
import { shellWord } from '../../../findings/shell-word.ts';
import { KubeError } from '../../../kube/kube-error.ts';
import { isMountedToken } from '../../../kube/own-pod.ts';
import { isAbsent, readingFailure } from '../../../kube/surroundings.ts';
import { getCommand } from '../../../token/commands.ts';
import { fail, pass, skip } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { configPlace } from '../../config-place.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { addressOf, toldAnswer } from '../../told.ts';

/** Whether the gateway can read the file that its token is in. */
export const tokenFileReadable: ClusterCheck = {
  name: 'token-file-readable',
  category: 'environment',
  title: 'The token file is readable',
  reads: 'the file that client.token_file names, as this user',
  causes: ['T24', 'T25'],
  needs: ['in-cluster-files', 'api-server-known'],
  scope: 'cluster',
  async examine(cluster) {
    const { connection, config, token } = cluster;
    if (token?.place.kind === 'token-file') return [pass({ title: `${token.place.path} is readable` })];
    if (connection.source.kind !== 'config' || config?.client.kind !== 'token-file' || token !== undefined) {
      return [skip('No client.token_file is used')];
    }
    return [unreadable(cluster, { written: config.client.path, error: await readingError(cluster) })];
  },
};

/** What node:fs says of the file; undefined where it can be read by now. */
async function readingError({ connection }: ExaminedCluster): Promise<unknown> {
  try {
    await connection.credentials.authenticate();
    return undefined;
  } catch (error) {
    if (error instanceof KubeError) return error.details.error;
    throw error;
  }
}

/** For whoever asks from outside of the gateway's pod, or has none. */
const OWN_TOKEN = 'Set client.token, or client.token_file to a file that is here; for a gateway in a pod run this in the pod';

function unreadable(cluster: ExaminedCluster, { written, error }: { readonly written: string; readonly error: unknown }): Answer {
  if (error === undefined) return pass();
  const { release, connection } = cluster;
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : written;
  const isHttps = connection.server.protocol === 'https:';
  const { id, effect } = effectOf(release, isHttps);
  const message = `client.token_file is ${path}, which cannot be read here: ${readingFailure(error)}`;
  const details = { evidence: [effect], place: configPlace(cluster) };
  if (!isAbsent(error)) {
    const mend = isForOthers(error)
      ? 'Let the user of nginx read it; in a pod by securityContext.fsGroup'
      : 'Have client.token_file name a file that holds the token and nothing else';
    return fail({ id, message }, { ...details, mend });
  }
  // The default. In a pod in-cluster-files tells it; elsewhere nobody is to make it.
  if (isMountedToken(path)) {
    const missing = `The token is to come from ${path}, which is in pods alone, and not here. Without a value client.token and client.token_file count as not set, and this is the default.`;
    return fail({ id, message: missing }, { ...details, mend: OWN_TOKEN });
  }
  const get = getCommand(undefined, { address: addressOf(cluster), place: { kind: 'token-file', path } });
  // Its directory may be missing, too.
  const mend = `mkdir -p ${shellWord(dirname(path))} && ${get}`;
  return toldAnswer({ id, severity: 'error', message, mend }, cluster, details);
}

/** Whether there is a file, and others alone may read it. */
function isForOthers(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

/** What the gateway does then (discovery/kubernetes/init.lua, 2.13.0 to 3.16.0; core.lua, `read_token`, 3.17.0). */
function effectOf(release: Release, isHttps: boolean): { readonly id: 'T24' | 'T25'; readonly effect: string } {
  if (!release.atLeast('3.13.0')) return { id: 'T24', effect: 'The gateway gives discovery up at start, until it is restarted' };
  if (!release.atLeast('3.17.0')) {
    return { id: 'T25', effect: 'The gateway logs RuntimeException every 40 s, and goes on by itself once it can read the file' };
  }
  return {
    id: 'T24',
    effect: isHttps
      ? 'The gateway gives discovery up at start, until it is restarted'
      : 'The gateway asks without a token, until it can read the file',
  };
}
