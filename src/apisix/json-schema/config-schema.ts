import { configRules } from '../discovery-config/config-rules.ts';
import { kubernetesSchema } from '../discovery-config/kubernetes-schema.ts';
import { hasModule, REGISTRIES } from '../registries/index.ts';
import type { Release } from '../release.ts';
import { jsonSchemaOf } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/**
 * The `discovery` block of a config.yaml as a release takes it; other keys of the file are open. A key under `discovery` that is no
 * registry is refused here, because nginx does not start with it, although the gateway's own check passes over it.
 */
export function configSchema(release: Release): JsonSchema {
  const others = REGISTRIES.filter((registry) => hasModule(registry, release)).map(
    ({ name, schema }) => [name, jsonSchemaOf(schema(release), name)] as const,
  );
  return {
    type: 'object',
    properties: {
      discovery: {
        description: 'Service discovery: a map of registries, each on when it is there.',
        type: 'object',
        properties: { kubernetes: kubernetes(release), ...Object.fromEntries(others) },
        additionalProperties: false,
      },
    },
  };
}

function kubernetes(release: Release): JsonSchema {
  const { single, multi } = kubernetesSchema(configRules(release));
  const oneCluster = jsonSchemaOf(single, 'kubernetes');
  return multi === undefined ? oneCluster : { anyOf: [oneCluster, jsonSchemaOf(multi, 'kubernetes')] };
}
