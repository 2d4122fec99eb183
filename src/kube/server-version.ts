import { readJson } from './ask.ts';
import type { Asking } from './ask.ts';
import { textOf } from './json-map.ts';

/** The release of Kubernetes that an API server says it is. */
export interface ServerVersion {
  readonly major: number;
  readonly minor: number;
}

/**
 * Asks `/version`. `gitVersion` may be anything in a build of one's own, so major and minor are read; clouds write a minor such as `27+`.
 * Undefined where they are no numbers. Rejects with a {@link KubeError}.
 */
export async function readServerVersion(asking: Asking): Promise<ServerVersion | undefined> {
  const { body } = await readJson({ path: '/version' }, asking);
  const number = (field: string): number => Number.parseInt(textOf(body[field]) ?? '', 10);
  const version = { major: number('major'), minor: number('minor') };
  return Number.isNaN(version.major) || Number.isNaN(version.minor) ? undefined : version;
}

/** `1.36`, as people write it. */
export function versionText({ major, minor }: ServerVersion): string {
  return `${major}.${minor}`;
}

/** The release that {@link versionText} wrote; undefined for any other text. */
export function parseVersionText(text: string): ServerVersion | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(text) ?? [];
  return minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/** Whether an API server is at least of 1.`minor`. One that does not say so is taken for a recent one. */
export function isAtLeast(version: ServerVersion | undefined, minor: number): boolean {
  return version === undefined || version.major > 1 || version.minor >= minor;
}
