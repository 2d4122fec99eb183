/**
 * What each gateway release does differently, in one table. Facts were observed by running the Lua of each release, and read in
 * `apisix/discovery/kubernetes/{init,core,informer_factory,schema}.lua` at its tag.
 */
export interface GatewayBehaviour {
  /** A list under `discovery.kubernetes` is accepted, and names then carry the cluster's id. */
  readonly multiCluster: boolean;
  /**
   * What `watch_endpoint_slices: true` does: `unknown`, the key does not exist; `ignored`, Endpoints are watched all the same;
   * `broken`, slices are stored under their own name and nodes have no host; `merged`, as one would expect.
   */
  readonly endpointSlices: 'unknown' | 'ignored' | 'broken' | 'merged';
  /** Nodes are sorted by host, then port; before, they keep the API's order. */
  readonly sortsNodes: boolean;
  /** Keys that a list no longer names are deleted after it, and `discovery_ready` is set. Before, both hooks were never called. */
  readonly cleansUpAfterList: boolean;
  /** Endpoints without metadata are skipped with a warning; before, they crash the list-watch. */
  readonly skipsEndpointsWithoutMetadata: boolean;
  /**
   * When the token is read: `once`, at start, as it stands; `once-stripped`, at start, all white space removed;
   * `each-request`, token_file again for every request, ends trimmed.
   */
  readonly tokenReading: 'once' | 'once-stripped' | 'each-request';
  /** `service.ssl_verify` counts (chain and dates only, never the name). Before, TLS was never verified. */
  readonly verifiesTls: boolean;
  /** The control API's dump: `none`; `multi`, empty in single mode; `all`. */
  readonly dump: 'none' | 'multi' | 'all';
  /** How many keys of a shared dict the dump can show; a service takes two. */
  readonly dumpKeys: number;
  /** The dump leaves the `discovery_ready` key out. */
  readonly dumpHidesReady: boolean;
}

/** In rising order: what a release changed against the one before. */
const HISTORY: readonly (readonly [since: string, change: Partial<GatewayBehaviour>])[] = [
  ['3.0.0', { multiCluster: true, tokenReading: 'once-stripped' }],
  ['3.9.0', { endpointSlices: 'ignored' }],
  ['3.10.0', { dump: 'multi' }],
  ['3.13.0', { tokenReading: 'each-request', dump: 'all' }],
  ['3.14.0', { endpointSlices: 'broken', dumpKeys: Infinity }],
  ['3.15.0', { endpointSlices: 'merged', sortsNodes: true, cleansUpAfterList: true }],
  ['3.17.0', { skipsEndpointsWithoutMetadata: true, verifiesTls: true, dumpHidesReady: true }],
];

/** Kubernetes discovery as it first appeared, in 2.13.0. */
const FIRST: GatewayBehaviour = {
  multiCluster: false,
  endpointSlices: 'unknown',
  sortsNodes: false,
  cleansUpAfterList: false,
  skipsEndpointsWithoutMetadata: false,
  tokenReading: 'once',
  verifiesTls: false,
  dump: 'none',
  dumpKeys: 1024,
  dumpHidesReady: false,
};

/** Every release of APISIX that has Kubernetes discovery, oldest first (tags of apache/apisix). */
export const RELEASES = [
  '2.13.0',
  '2.13.1',
  '2.13.2',
  '2.13.3',
  '2.14.1',
  '2.15.0',
  '2.15.1',
  '2.15.2',
  '2.15.3',
  '3.0.0',
  '3.1.0',
  '3.2.0',
  '3.2.1',
  '3.2.2',
  '3.3.0',
  '3.4.0',
  '3.4.1',
  '3.5.0',
  '3.6.0',
  '3.7.0',
  '3.8.0',
  '3.8.1',
  '3.9.0',
  '3.9.1',
  '3.10.0',
  '3.11.0',
  '3.12.0',
  '3.13.0',
  '3.14.0',
  '3.14.1',
  '3.15.0',
  '3.16.0',
  '3.17.0',
  '3.18.0',
] as const;

export const OLDEST_RELEASE = '2.13.0';
export const NEWEST_RELEASE = '3.18.0';

/** One gateway release and its behaviour. */
export interface Release extends GatewayBehaviour {
  /** As asked for: `3.16.0`. */
  readonly version: string;
  /** Whether this release is `version` or newer. */
  atLeast(version: string): boolean;
}

export type ReleaseParse = { readonly ok: true; readonly release: Release } | { readonly ok: false; readonly message: string };

/**
 * Maps a version to the behaviour of that release. Any release from 2.13.0 on is taken; one newer than {@link NEWEST_RELEASE}
 * behaves as the newest known. Anything else gives a message for the user.
 */
export function parseRelease(version: string): ReleaseParse {
  const wanted = parseVersion(version);
  if (wanted === undefined) {
    return {
      ok: false,
      message: `${JSON.stringify(version)} is not a release of APISIX: write X.Y.Z, such as ${NEWEST_RELEASE}`,
    };
  }
  if (compareVersions(version, OLDEST_RELEASE) < 0) {
    return { ok: false, message: `APISIX ${version} has no Kubernetes discovery: it came with ${OLDEST_RELEASE}` };
  }
  const behaviour = HISTORY.reduce<GatewayBehaviour>(
    (known, [since, change]) => (compareVersions(version, since) < 0 ? known : { ...known, ...change }),
    FIRST,
  );
  return { ok: true, release: { ...behaviour, version, atLeast: (other) => compareVersions(version, other) >= 0 } };
}

/** {@link parseRelease} for a version that is known to be good. Throws a RangeError otherwise. */
export function releaseOf(version: string): Release {
  const parsed = parseRelease(version);
  if (!parsed.ok) throw new RangeError(parsed.message);
  return parsed.release;
}

function parseVersion(version: string): readonly number[] | undefined {
  return /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(version) ? version.split('.').map(Number) : undefined;
}

function compareVersions(left: string, right: string): number {
  const leftParts = parseVersion(left) ?? [];
  const rightParts = parseVersion(right) ?? [];
  for (let part = 0; part < 3; part++) {
    const difference = (leftParts[part] ?? 0) - (rightParts[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
