import { entryOf } from '../apisix/located.ts';
import type { Release } from '../apisix/release.ts';
import { referencesOf } from '../apisix/routing/references.ts';
import type { ObjectKind, RoutingObject } from '../apisix/routing/routing-object.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';
import type { DiscoveredUpstream } from '../lint/discovered-upstreams.ts';
import { discoveredUpstreams } from '../lint/discovered-upstreams.ts';
import type { LintDocument } from '../lint/document.ts';
import type { WantedName } from './examination.ts';

/** More names tell nothing new of a gateway, and each takes memory and time. */
const MOST_NAMES = 10_000;

const IN_WORDS: Readonly<Record<ObjectKind, string>> = {
  routes: 'route',
  upstreams: 'upstream',
  services: 'service',
  stream_routes: 'stream route',
};

/** The service_names of a command line, each once. */
export function namesOfWords(words: readonly string[]): readonly WantedName[] {
  return [...new Set(words)].map((serviceName) => ({ serviceName, origin: undefined, place: undefined, scheme: undefined }));
}

/**
 * The service_names that the objects of these documents look up in the kubernetes discovery, in their order, each once for every scheme;
 * {@link MOST_NAMES} at most.
 */
export function wantedNames(
  documents: readonly LintDocument[],
  reading: { readonly release: Release; readonly env: Environment },
): readonly WantedName[] {
  const read = documents.flatMap((document) => document.objects(reading).objects.map((object) => ({ document, object })));
  const streams = new Set(read.flatMap(({ object }) => (object.kind === 'stream_routes' ? targetsOf(object) : [])));
  const names = new Map<string, WantedName>();
  for (const { document, object } of read) {
    for (const upstream of discoveredUpstreams(object)) {
      const { registry, serviceName } = upstream;
      if (registry.value !== 'kubernetes' || serviceName === undefined) continue;
      const { path } = document.file;
      const position = document.inFile(serviceName.position);
      const { kind, id } = object;
      const isStream = kind === 'stream_routes' || streams.has(`${kind} ${id}`);
      const name = {
        serviceName: serviceName.value,
        origin: `${IN_WORDS[kind]}${id === undefined ? '' : ` ${id}`} in ${path}:${position.line}`,
        place: { path, ...position },
        scheme: schemeOf(upstream) ?? (isStream ? 'tcp' : undefined),
      };
      const key = JSON.stringify([name.scheme, name.serviceName]);
      if (!names.has(key)) names.set(key, name);
      if (names.size === MOST_NAMES) return [...names.values()];
    }
  }
  return [...names.values()];
}

/** The upstreams and services that a stream route sends to, as `kind id`. */
function targetsOf(object: RoutingObject): readonly string[] {
  return referencesOf(object).map(({ kind, id }) => `${kind} ${id}`);
}

function schemeOf({ place }: DiscoveredUpstream): string | undefined {
  const scheme = entryOf(place.value, 'scheme')?.value;
  return scheme?.kind === 'scalar' && typeof scheme.value === 'string' ? scheme.value : undefined;
}
