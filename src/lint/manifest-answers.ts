import type { ClusterConfig, DiscoveryConfig } from '../apisix/discovery-config/model.ts';
import { parseDiscoveryConfig } from '../apisix/discovery-config/parse.ts';
import type { Release } from '../apisix/release.ts';
import { UserError } from '../findings/user-error.ts';
import { manifestFacts } from '../resolve/manifest-facts.ts';
import type { ManifestSource } from '../resolve/manifest-text.ts';
import type { ManifestObjects } from '../resolve/manifests.ts';
import { readManifests } from '../resolve/manifests.ts';
import { offlineDiscovery } from '../resolve/offline-discovery.ts';
import type { OfflineDiscoveryOptions } from '../resolve/offline-discovery.ts';
import { resolveNames } from '../resolve/resolve.ts';
import { kubernetesNames } from './discovered-upstreams.ts';
import type { Judgements } from './judgements.ts';
import { writeInstead } from './name-faults.ts';
import type { JudgedConfig } from './rule.ts';
import type { ManifestAnswers, NameAnswer } from './run-facts.ts';

/** A file of `-f`; with the id of the cluster whose objects it holds, or without where there is but one cluster. */
export interface ManifestFile {
  readonly id: string | undefined;
  readonly source: ManifestSource;
}

/**
 * Looks up every service_name of the run in the manifests, as the gateway of each config and release would; a run without any config is
 * judged by the gateway's defaults. A config for which the files do not do is left out. Rejects with a {@link UserError} where that is
 * every one, or where the manifests cannot be read.
 */
export async function manifestAnswers(
  files: readonly ManifestFile[],
  judgements: ReadonlyMap<Release, Judgements>,
): Promise<ManifestAnswers> {
  const reader = manifestReader(files);
  const answers = new Map<JudgedConfig | Release, ReadonlyMap<string, NameAnswer>>();
  const failures: UserError[] = [];
  for (const [release, { configs, objects }] of judgements) {
    const names = new Set(objects.flatMap(({ object }) => kubernetesNames(object).map(({ value }) => value)));
    for (const [gateway, config] of gatewaysOf(release, configs)) {
      try {
        answers.set(gateway, await whyNoNodes([...names], { release, config, objects: reader(config) }));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        failures.push(error);
      }
    }
  }
  const [failure] = failures;
  if (answers.size === 0 && failure !== undefined) throw failure;
  return { whyNoNodes: ({ release, config, serviceName }) => answers.get(config ?? release)?.get(serviceName) };
}

function gatewaysOf(
  release: Release,
  configs: readonly JudgedConfig[],
): readonly (readonly [gateway: JudgedConfig | Release, config: DiscoveryConfig])[] {
  const configured = configs.flatMap((config) => {
    const { kubernetes } = config.verdict;
    return kubernetes === undefined ? [] : [[config, kubernetes] as const];
  });
  if (configured.length > 0) return configured;
  const defaults = parseDiscoveryConfig('discovery: {kubernetes: {}}', { release, env: () => undefined });
  return defaults.ok ? [[release, defaults.config]] : [];
}

async function whyNoNodes(names: readonly string[], gateway: OfflineDiscoveryOptions): Promise<ReadonlyMap<string, NameAnswer>> {
  const { results } = await resolveNames(offlineDiscovery(gateway), names, manifestFacts);
  return new Map(
    results.flatMap(({ serviceName, reason }) => {
      if (reason === undefined) return [];
      const { id, message, suggestions } = reason;
      const hint = writeInstead(suggestions);
      return [[serviceName, { id, message, ...(hint !== undefined && { hint }) }] as const];
    }),
  );
}

/** Reads the files of each cluster once, however many releases and configs ask. */
function manifestReader(files: readonly ManifestFile[]): (config: DiscoveryConfig) => OfflineDiscoveryOptions['objects'] {
  const read = new Map<string, ManifestObjects>();
  return (config) => (cluster, resource) => {
    const own = filesOf(cluster, config, files);
    const key = JSON.stringify([resource, ...own.map(({ id, source }) => [id, source.path])]);
    const objects =
      read.get(key) ??
      readManifests(
        own.map(({ source }) => source),
        resource,
      );
    read.set(key, objects);
    return objects;
  };
}

function filesOf({ id }: ClusterConfig, { clusters }: DiscoveryConfig, files: readonly ManifestFile[]): readonly ManifestFile[] {
  const named = files.filter((file) => file.id === id);
  if (named.length > 0) return named;
  const unnamed = clusters.length === 1 ? files.filter((file) => file.id === undefined) : [];
  if (unnamed.length > 0) return unnamed;
  throw id === undefined
    ? new UserError('the only cluster of the config has no id, and every file of -f is given one', { hint: 'write -f FILE' })
    : new UserError(`no file for the cluster ${id}`, { hint: `add -f ${id}=FILE` });
}
