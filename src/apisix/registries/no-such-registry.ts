import { configRules } from '../discovery-config/config-rules.ts';
import { kubernetesSchema } from '../discovery-config/kubernetes-schema.ts';
import type { LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';
import { NEWEST_RELEASE, releaseOf } from '../release.ts';
import { REGISTRIES } from './index.ts';
import type { Registry } from './registry.ts';

/** A key under `discovery` that passes the check and keeps nginx from starting. `registry` is what later releases have by that name. */
export function noSuchRegistry({ key, keyPosition: position }: LocatedEntry, registry: Registry | undefined): Problem {
  const name = String(key);
  if (registry?.since !== undefined) {
    return {
      message: `discovery.${name} came with APISIX ${registry.since}: before, the check passes over it, then nginx does not start`,
      hint: `Remove it, or use APISIX ${registry.since} or newer`,
      position,
      id: 'C33',
    };
  }
  const isPlain = /^[\w.-]{1,40}$/.test(name);
  const shown = isPlain ? name : JSON.stringify(name.slice(0, 40));
  return {
    message: `${shown} is no registry: ${noStart(isPlain ? name : '…')}`,
    hint: hintFor(key),
    position,
    id: 'C33',
  };
}

/** A `discovery` that is a list: its numbers are taken for names of registries. */
export function listOfRegistries({ keyPosition: position }: LocatedEntry): Problem {
  return {
    message: `discovery is a list, but must be a map of registries: ${noStart('1')}`,
    hint: 'Write it without the dash: discovery: {kubernetes: {}}',
    position,
    id: 'C33',
  };
}

/** The words of nginx are in it, as people look for them. */
function noStart(module: string): string {
  return `the check passes over it, then nginx does not start (module 'apisix.discovery.${module}' not found)`;
}

function hintFor(key: LocatedEntry['key']): string {
  if (typeof key !== 'string') return 'Remove it';
  if (key === 'registry')
    return 'This is the form of the Helm values: in config.yaml, what stands under it stands under discovery itself';
  if (key === 'enabled') return 'Remove it: it is of the Helm values, and in config.yaml a registry is on when it is there';
  const letters = key.toLowerCase().replace(/[^a-z\d]/g, '');
  const meant = letters === 'k8s' ? 'kubernetes' : NAMES.find((name) => name.replace('_', '') === letters);
  if (meant !== undefined) return `Write ${meant}`;
  const owners = NAMES.filter((name) => propertiesOf(name).includes(key));
  return owners.length > 0
    ? `${key} is a property of ${owners.join(', ')}: indent it under its registry`
    : `Registries are ${NAMES.join(', ')}`;
}

const NAMES: readonly string[] = ['kubernetes', ...REGISTRIES.map(({ name }) => name)];

function propertiesOf(registry: string): readonly string[] {
  const release = releaseOf(NEWEST_RELEASE);
  const schema =
    REGISTRIES.find(({ name }) => name === registry)?.schema(release) ?? kubernetesSchema(configRules(release)).single;
  return Object.keys(schema.properties ?? {});
}
