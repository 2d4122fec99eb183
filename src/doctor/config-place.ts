import type { Place } from '../findings/user-error.ts';
import type { ExaminedCluster } from './examined-cluster.ts';

/** The file of the gateway's config, for a setting there that is at fault; undefined where none was given. */
export function configPlace({ configPath }: Pick<ExaminedCluster, 'configPath'>): Place | undefined {
  return configPath === undefined ? undefined : { path: configPath };
}
