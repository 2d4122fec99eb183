import type { ClusterConfig, DiscoveryConfig } from '../../../apisix/discovery-config/model.ts';
import { excerpt } from '../../../kube/excerpt.ts';
import { maskTokens } from '../../../kube/mask-tokens.ts';
import { fail, pass, skip } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { configOf, readDump } from '../../control-api/dump.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';
import { unreadConfig } from './unread-config.ts';

/** Whether the gateway runs with the file that is examined: it reads its config when it starts, and never again. */
export const configInForce: RunCheck = {
  name: 'config-in-force',
  category: 'gateway',
  title: 'The gateway runs with this discovery config',
  reads: 'the config in the dump, and the file of --config',
  causes: ['C30'],
  needs: ['config-accepted', 'discovery-enabled'],
  scope: 'run',
  async examine({ controlApi, release, linted, discovery }) {
    if (controlApi === undefined) return [skip(NO_CONTROL_API)];
    const path = (await linted())?.config;
    if (path === undefined) return [skip('No --config was given')];
    const answer = release.dump === 'none' ? undefined : await controlApi.once(readDump);
    if (answer?.kind !== 'dump') return [skip('The gateway shows no config')];
    const running = configOf(answer.dump, release);
    if (running === undefined) return [unreadConfig(release)];
    const differences = differencesOf(running, await discovery());
    if (differences.length === 0) return [pass({ title: `The gateway runs with the discovery config of ${path}` })];
    const message = `The gateway runs with another discovery config than ${path}: it reads it once, when it starts.`;
    return [fail({ id: 'C30', message }, { evidence: differences, mend: 'apisix reload' })];
  },
};

/** A sentence each. Tokens are compared, and never shown. */
function differencesOf(running: DiscoveryConfig, file: DiscoveryConfig): readonly string[] {
  if (running.mode !== file.mode) return [`The gateway runs with ${MODES[running.mode]}, the file has ${MODES[file.mode]}`];
  if (file.mode === 'single') return file.clusters.flatMap((cluster, at) => differencesOfCluster(running.clusters[at], cluster));
  const [had, has] = [running, file].map(({ clusters }) => new Map(clusters.map((cluster) => [cluster.id, cluster])));
  const gone = running.clusters.filter(({ id }) => has?.has(id) === false);
  return [
    ...file.clusters.flatMap((cluster) => differencesOfCluster(had?.get(cluster.id), cluster)),
    ...gone.map(({ id }) => `Cluster ${id} is at the gateway alone`),
  ];
}

const MODES = { single: 'one cluster', multi: 'a list of clusters' } as const;

function differencesOfCluster(running: ClusterConfig | undefined, file: ClusterConfig): readonly string[] {
  const name = file.id === undefined ? '' : `${file.id}: `;
  if (running === undefined) return [`Cluster ${file.id} is not at the gateway`];
  const shown = settingsOf(running);
  const settings = Object.entries(settingsOf(file)).flatMap(([property, value]) =>
    shown[property] === value
      ? []
      : [`${name}${property} is ${inForce(shown[property])} at the gateway, ${inForce(value)} in the file`],
  );
  return [...settings, ...credentialDifference(running, file).map((difference) => `${name}${difference}`)];
}

/** By the name that they have in the file. */
function settingsOf(cluster: ClusterConfig): Readonly<Record<string, string | undefined>> {
  const { service, namespaceSelector, labelSelector, defaultWeight, watchEndpointSlices, sharedSize } = cluster;
  return {
    'service.schema': service.schema,
    'service.host': service.host,
    'service.port': service.port,
    'service.ssl_verify': String(service.sslVerify),
    namespace_selector: namespaceSelector && JSON.stringify(Object.values(namespaceSelector)),
    label_selector: labelSelector,
    default_weight: String(defaultWeight),
    watch_endpoint_slices: String(watchEndpointSlices),
    shared_size: sharedSize,
  };
}

function inForce(value: string | undefined): string {
  return value === undefined ? 'not set' : excerpt(maskTokens(value), 100);
}

function credentialDifference({ client: running }: ClusterConfig, { client: file }: ClusterConfig): readonly string[] {
  if (running.kind === 'token' && file.kind === 'token')
    return running.token === file.token ? [] : ['client.token is another one'];
  if (running.kind === 'token') return ['The gateway has a client.token, the file a token_file'];
  if (file.kind === 'token') return ['The gateway has a client.token_file, the file a token'];
  return running.path === file.path
    ? []
    : [`client.token_file is ${inForce(running.path)} at the gateway, ${inForce(file.path)} in the file`];
}
