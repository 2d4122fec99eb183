import { jsonAnswer, textAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { keySet } from '../tokens/token-key.ts';
import type { TokenKey } from '../tokens/token-key.ts';
import { documentPath, GROUPS, GROUP_VERSIONS, resourceList } from './api-groups.ts';
import { openApiDocument, openApiIndex } from './openapi.ts';

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

/** Answers a path that is no resource: the version, health, the keys of tokens, and the discovery documents that clients such as kubectl read first. */
export function answerPath(path: string, tokenKey: TokenKey): Answer {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  if (plain === '/openid/v1/jwks') return jsonAnswer(keySet(tokenKey));
  const document = PATHS.get(plain);
  return document === undefined ? textAnswer('404 page not found\n', 404) : document();
}

const NAMED_GROUPS = GROUPS.filter((name) => name !== '');

const PATHS: ReadonlyMap<string, () => Answer> = new Map([
  ['/version', () => jsonAnswer(VERSION)],
  ...['/healthz', '/livez', '/readyz'].map((path) => [path, () => textAnswer('ok')] as const),
  ['/api', () => jsonAnswer({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] })],
  ['/apis', () => jsonAnswer({ kind: 'APIGroupList', apiVersion: 'v1', groups: NAMED_GROUPS.map(group) })],
  ...NAMED_GROUPS.map(
    (name) => [`/apis/${name}`, () => jsonAnswer({ kind: 'APIGroup', apiVersion: 'v1', ...group(name) })] as const,
  ),
  ...GROUP_VERSIONS.map((groupVersion) => [documentPath(groupVersion), () => jsonAnswer(resourceList(groupVersion))] as const),
  ['/openapi/v3', () => jsonAnswer(openApiIndex())],
  ...GROUP_VERSIONS.map(
    (groupVersion) => [`/openapi/v3${documentPath(groupVersion)}`, () => jsonAnswer(openApiDocument(groupVersion))] as const,
  ),
]);

function group(name: string): object {
  const versions = GROUP_VERSIONS.filter((groupVersion) => groupVersion.startsWith(`${name}/`)).map((groupVersion) => ({
    groupVersion,
    version: groupVersion.slice(name.length + 1),
  }));
  return { name, versions, preferredVersion: versions[0] };
}
