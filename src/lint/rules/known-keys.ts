import { configRules } from '../../apisix/discovery-config/config-rules.ts';
import { kubernetesSchema } from '../../apisix/discovery-config/kubernetes-schema.ts';
import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import type { Schema } from '../../apisix/schema/schema.ts';
import { byDistance, editDistance } from '../../findings/closest.ts';

/** The maps in a cluster, as the path of each from the cluster on. */
export const LEVELS = [[], ['service'], ['client'], ['namespace_selector']] as const;

/** One of {@link LEVELS}. */
export type Level = (typeof LEVELS)[number];

/** The schema of every key that a map of a cluster may have in any release; `id` is a key of lists alone. */
export function keysAt([name]: Level): ReadonlyMap<string, Schema> {
  return KEYS.get(name) ?? new Map();
}

const { single, multi } = kubernetesSchema(configRules(releaseOf(NEWEST_RELEASE)));
const CLUSTER: Readonly<Record<string, Schema>> = { ...multi?.items?.properties, ...single.properties };
const KEYS = new Map(
  LEVELS.map(([name]) => {
    const properties = name === undefined ? CLUSTER : (CLUSTER[name]?.properties ?? {});
    return [name, new Map(Object.entries(properties))];
  }),
);

/** What an unknown key was most likely meant to be: another spelling of a key, or a key of another map. */
export type MeantKey =
  | { readonly kind: 'spelling'; readonly name: string }
  | { readonly kind: 'elsewhere'; readonly level: Level; readonly name: string };

/** Words that other programs have for the same. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    scheme: 'schema',
    protocol: 'schema',
    hostname: 'host',
    address: 'host',
    weight: 'default_weight',
    namespace: 'namespace_selector',
    namespaces: 'namespace_selector',
    labels: 'label_selector',
    token_path: 'token_file',
    verify_ssl: 'ssl_verify',
    tls_verify: 'ssl_verify',
  }),
);

/** Longer keys are no slip of the pen, and comparing them takes time. */
const LONGEST_KEY = 64;

/** Guesses by spelling (camelCase, hyphens, capitals), by other names for the same, then by edit distance; undefined where nothing is near. */
export function meantKey(key: string, level: Level): MeantKey | undefined {
  if (key.length > LONGEST_KEY) return undefined;
  const snake = snakeCase(key);
  const here = [...keysAt(level).keys()];
  const names = [snake, SYNONYMS.get(snake) ?? snake];
  const spelled = names.find((name) => here.includes(name));
  if (spelled !== undefined) return { kind: 'spelling', name: spelled };
  for (const name of names) {
    const other = LEVELS.find((one) => keysAt(one).has(name));
    if (other !== undefined) return { kind: 'elsewhere', level: other, name };
  }
  const [nearest] = byDistance(here, snake);
  const tolerance = Math.min(3, Math.floor(snake.length / 3));
  return nearest !== undefined && editDistance(nearest, snake) <= tolerance ? { kind: 'spelling', name: nearest } : undefined;
}

function snakeCase(key: string): string {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

/** Keys of kubeconfig files and of other programs for certificates. */
const CERTIFICATE_KEY =
  /^(?:client_|tls_|ssl_)?(?:ca|cert|key|cacert|ca_cert|certificate|certificate_authority)(?:_file|_path|_data)?$/;

/** Whether a key stands for a certificate, a private key or a CA, which discovery has no use for. */
export function isCertificateKey(key: string | number | undefined): boolean {
  return typeof key === 'string' && key.length <= LONGEST_KEY && CERTIFICATE_KEY.test(snakeCase(key));
}
