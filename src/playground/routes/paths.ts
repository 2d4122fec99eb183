import type { Answer } from '../answer.ts';
import { jsonAnswer, textAnswer } from '../answer.ts';
import { apiVersionOf, RESOURCES } from '../resource.ts';
import type { ResourceType } from '../resource.ts';

/** The release whose answers the playground gives. */
const VERSION = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.3',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const VERBS = ['create', 'delete', 'get', 'list', 'update', 'watch'];

/** Answers a path that is no resource: the version, health, and the discovery documents that clients such as kubectl read first. */
export function answerPath(path: string): Answer {
  const document = PATHS.get(path.length > 1 ? path.replace(/\/$/, '') : path);
  return document === undefined ? textAnswer('404 page not found\n', 404) : document();
}

const PATHS: ReadonlyMap<string, () => Answer> = new Map([
  ['/version', () => jsonAnswer(VERSION)],
  ...['/healthz', '/livez', '/readyz'].map((path) => [path, () => textAnswer('ok')] as const),
  ['/api', () => jsonAnswer({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] })],
  ['/apis', () => jsonAnswer({ kind: 'APIGroupList', apiVersion: 'v1', groups: groups().map(group) })],
  ...groups().map((name) => [`/apis/${name}`, () => jsonAnswer({ kind: 'APIGroup', apiVersion: 'v1', ...group(name) })] as const),
  ...groupVersions().map((groupVersion) => [documentPath(groupVersion), () => jsonAnswer(resourceList(groupVersion))] as const),
]);

function groups(): string[] {
  return [...new Set(RESOURCES.map((resource) => resource.group))].filter((name) => name !== '');
}

function groupVersions(): string[] {
  return [...new Set(RESOURCES.map(apiVersionOf))];
}

function documentPath(groupVersion: string): string {
  return groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`;
}

function group(name: string): object {
  const versions = groupVersions()
    .filter((groupVersion) => groupVersion.startsWith(`${name}/`))
    .map((groupVersion) => ({ groupVersion, version: groupVersion.slice(name.length + 1) }));
  return { name, versions, preferredVersion: versions[0] };
}

function resourceList(groupVersion: string): unknown {
  const resources = RESOURCES.filter((resource) => apiVersionOf(resource) === groupVersion).map(resourceEntry);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function resourceEntry({ plural, singular, namespaced, kind, shortNames }: ResourceType): unknown {
  return {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs: VERBS,
    ...(shortNames.length > 0 ? { shortNames } : {}),
  };
}
