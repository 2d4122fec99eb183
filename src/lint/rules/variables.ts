import type { ClusterConfig } from '../../apisix/discovery-config/model.ts';
import { startFailuresOfKubernetes } from '../../apisix/discovery-config/start-failures.ts';
import type { Position } from '../../apisix/position.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import { placeKey } from '../place-key.ts';
import type { Complaint, JudgedConfig } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { placeOf } from './place-of.ts';
import { asComplaint } from './problems.ts';
import { settingOf, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

/** A `${VAR}` that the gateway looks up as it starts Kubernetes discovery. */
export interface VariableUse {
  readonly variable: string;
  readonly cluster: WrittenCluster & { readonly config: ClusterConfig };
  readonly setting: 'service.host' | 'service.port' | 'client.token' | 'client.token_file';
  /** The reference, or for a default the place where another value would go. */
  readonly position: Position;
  /** Nothing is written there, or null. */
  readonly isDefault: boolean;
}

/** What Kubernetes sets in every pod. */
export const POD_VARIABLES: readonly string[] = ['KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT'];

/** The variable that a value names as a whole, which may be no name at all: `A}${B` of `${A}${B}` (`read_env`, 2.13.0 to 3.18.0). */
export function variableOf(value: string): string | undefined {
  return value.length > 3 && value.startsWith('${') && value.endsWith('}') ? value.slice(2, -1) : undefined;
}

/** The variables of all clusters of a config, in its order; none of a config that is refused. */
export function variableUses({ verdict }: JudgedConfig): readonly VariableUse[] {
  return writtenClusters(verdict).flatMap((cluster) => {
    const { config, table } = cluster;
    if (config === undefined) return [];
    return valuesOf(config).flatMap(([setting, value]): readonly VariableUse[] => {
      const variable = variableOf(value);
      if (variable === undefined) return [];
      const path = setting.split('.');
      const isDefault = settingOf(table, path)?.value.kind !== 'scalar';
      return [{ variable, cluster: { ...cluster, config }, setting, position: placeOf(cluster, path, verdict), isDefault }];
    });
  });
}

function valuesOf({ service, client }: ClusterConfig): readonly (readonly [VariableUse['setting'], string])[] {
  return [
    ['service.host', service.host],
    ['service.port', service.port],
    client.kind === 'token' ? ['client.token', client.token] : ['client.token_file', client.path],
  ];
}

/** What variables that are set make fail at start, under that id; those of another environment than the gateway's only warn. */
export function failuresHere(
  id: CatalogueId,
  { verdict, release }: JudgedConfig,
  { env, isGatewayEnv }: RunFacts,
): readonly Complaint[] {
  return startFailuresOfKubernetes(verdict, { env, release })
    .filter((problem) => problem.id === id)
    .map((problem) => ({ ...asComplaint(problem), severity: isGatewayEnv ? 'error' : 'warning' }));
}

/** Variables whose uses would be mended at the same place. */
interface UsesAtPlace {
  readonly position: Position;
  /** `A and B` */
  readonly variables: string;
  readonly areMany: boolean;
}

/** Uses that would be mended at the same place, such as those of two defaults. */
export function byPlace(uses: readonly VariableUse[]): readonly UsesAtPlace[] {
  const places = new Map<string, { readonly position: Position; readonly names: string[] }>();
  for (const { position, variable } of uses) {
    const key = placeKey(position);
    const place = places.get(key) ?? { position, names: [] };
    places.set(key, place);
    place.names.push(variable);
  }
  return [...places.values()].map(({ position, names }) => ({
    position,
    variables: names.join(' and '),
    areMany: names.length > 1,
  }));
}
