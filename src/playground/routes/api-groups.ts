import { apiVersionOf, RESOURCES } from '../resource.ts';
import type { ResourceType } from '../resource.ts';
import { AUTHENTICATION } from './reviews/review.ts';
import { REVIEWS } from './reviews/reviews.ts';

/** `v1`, `apps/v1`: everything that the server speaks. */
export const GROUP_VERSIONS: readonly string[] = [
  ...new Set([...RESOURCES.map(apiVersionOf), ...REVIEWS.map(({ group }) => `${group}/v1`)]),
];

/** The groups of {@link GROUP_VERSIONS}; the core group is the empty text. */
export const GROUPS: readonly string[] = GROUP_VERSIONS.map((groupVersion) => groupVersion.split('/').at(-2) ?? '');

/** Where the resources of a group and version are: `/api/v1`, `/apis/apps/v1`. */
export function documentPath(groupVersion: string): string {
  return groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`;
}

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** What a client learns of the resources of a group and version. */
export function resourceList(groupVersion: string): object {
  const resources = RESOURCES.filter((resource) => apiVersionOf(resource) === groupVersion).flatMap(resourceEntries);
  const reviews = REVIEWS.filter(({ group }) => groupVersion === `${group}/v1`).map(({ plural, kind }) => ({
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced: false,
    kind,
    verbs: ['create'],
  }));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: [...resources, ...reviews] };
}

function resourceEntries({ plural, singular, namespaced, kind, shortNames }: ResourceType): readonly object[] {
  const short = shortNames.length > 0 ? { shortNames } : {};
  const entry = { name: plural, singularName: singular, namespaced, kind, verbs: VERBS, ...short };
  return plural === 'serviceaccounts' ? [entry, TOKEN_REQUEST] : [entry];
}

const TOKEN_REQUEST = {
  name: 'serviceaccounts/token',
  singularName: '',
  namespaced: true,
  group: AUTHENTICATION,
  version: 'v1',
  kind: 'TokenRequest',
  verbs: ['create'],
};
