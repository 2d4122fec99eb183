import { REGISTRIES } from '../../apisix/registries/index.ts';
import type { Release } from '../../apisix/release.ts';
import { closest } from '../../findings/closest.ts';
import { upstreamNamed, upstreamWith } from '../example-files.ts';
import { discoveredUpstreams } from '../discovered-upstreams.ts';
import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';

/** Every registry that some release has. */
const NAMES: readonly string[] = ['kubernetes', ...REGISTRIES.map(({ name }) => name)];

const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['k8s', 'kubernetes'],
  ['kube', 'kubernetes'],
]);

export const registryNotConfigured: Rule = {
  id: 'W04',
  name: 'registry-not-configured',
  severity: 'error',
  subject: 'object',
  check: ({ object, release }, facts) =>
    discoveredUpstreams(object).flatMap(({ registry: { value, position } }): readonly Complaint[] => {
      const enabled = enabledRegistries(release, facts);
      const names = enabled ?? NAMES;
      if (names.includes(value)) return [];
      const hint = hintFor(value, names);
      const complaint = { position, ...(hint !== undefined && { hint }) };
      return enabled === undefined
        ? [{ ...complaint, message: `No registry of APISIX is called ${JSON.stringify(value)}`, severity: 'warning' }]
        : [{ ...complaint, message: `discovery_type ${JSON.stringify(value)}: ${whatIsEnabled(enabled)}` }];
    }),
  why:
    'An upstream names by discovery_type a key under discovery in config.yaml, letter by letter. Nothing compares the two when an object is ' +
    'checked; every request is then answered 503, "discovery … is uninitialized".',
  mend: 'Enable the registry in the config of every gateway that serves the object, or write the name of one that is.',
  source: 'upstream.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: {
        'apisix.yaml': upstreamWith('type: roundrobin', 'discovery_type: k8s', 'service_name: default/cms:http'),
        'config.yaml': `discovery:
  kubernetes: {}
`,
      },
    },
    passing: {
      files: {
        'apisix.yaml': upstreamNamed('default/cms:http'),
        'config.yaml': `discovery:
  kubernetes: {}
`,
      },
    },
  },
};

function hintFor(written: string, names: readonly string[]): string | undefined {
  if (NAMES.includes(written)) return `Enable ${written} under discovery in config.yaml`;
  const meant = NICKNAMES.get(written.toLowerCase()) ?? closest(written.toLowerCase(), names);
  return meant === undefined ? undefined : `Write discovery_type: ${meant}`;
}

/** The registries that some config of the run enables; undefined where no config tells. */
function enabledRegistries(release: Release, facts: RunFacts): readonly string[] | undefined {
  const telling = facts.configs(release).filter(isWhole);
  return telling.length === 0 ? undefined : telling.flatMap(registriesIn);
}

/** A kubernetes block alone says nothing about the registries beside it, and a file that cannot be read nothing at all. */
function isWhole({ document, verdict }: JudgedConfig): boolean {
  return document.kind !== 'kubernetes-block' && verdict.written !== undefined;
}

function registriesIn({ verdict: { discovery } }: JudgedConfig): readonly string[] {
  if (discovery?.kind !== 'table') return [];
  return discovery.entries.flatMap(({ key, value }) => (typeof key === 'string' && value.kind !== 'null' ? [key] : []));
}

function whatIsEnabled(enabled: readonly string[]): string {
  if (enabled.length === 0) return 'no config of this run enables any registry';
  return `the configs of this run enable only ${[...new Set(enabled)].sort().join(', ')}`;
}
