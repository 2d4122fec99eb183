import { NEWEST_RELEASE, OLDEST_RELEASE, RELEASES, parseRelease, releaseOf } from '../../apisix/release.ts';
import type { Release } from '../../apisix/release.ts';
import { releasesOfSchema } from '../../apisix/schema-marks.ts';
import { excerpt } from '../../kube/excerpt.ts';
import { ask, jsonOf } from './ask.ts';
import type { ControlAnswer } from './ask.ts';
import type { ControlApi } from './control-api.ts';

/** Which release a gateway is, by its own words. */
export interface ReleaseSaid {
  /** As which it is judged: itself, or the newest known one that is not newer. */
  readonly release: Release;
  /** How it is known: `Its Server header says APISIX/3.15.0`. Without a full stop. */
  readonly how: string;
}

/**
 * The release of a gateway from its control API: from the Server header, which nginx writes there unless something before it does better;
 * from the plugin server-info, which is on by default up to 3.12.0; from the schemas, which tell it as far as they changed.
 */
export async function releaseSaid(
  api: ControlApi,
  { answer, main }: { readonly answer: ControlAnswer; readonly main: unknown },
): Promise<ReleaseSaid | undefined> {
  const header = /^APISIX\/\S+/i.exec(answer.server ?? '')?.[0];
  const byHeader = header && judgedAs(header.slice('APISIX/'.length), `Its Server header says ${excerpt(header, 40)}`);
  if (byHeader) return byHeader;
  const info = await ask(api, '/v1/server_info');
  const version = info.status === 200 ? versionOf(jsonOf(info)) : undefined;
  const byInfo = version && judgedAs(version, `Its plugin server-info says ${excerpt(version, 40)}`);
  if (byInfo) return byInfo;
  const known = releasesOfSchema(main);
  const newest = known.at(-1);
  if (newest === undefined) return undefined;
  const range = known[0] === newest ? newest : `${known[0]} to ${newest}`;
  const judged = newest === known[0] ? '' : `, and is judged as ${newest}`;
  return { release: releaseOf(newest), how: `By the schemas that it shows it is APISIX ${range}${judged}` };
}

/** Undefined for what is no version, or one without Kubernetes discovery. */
function judgedAs(text: string, how: string): ReleaseSaid | undefined {
  const version = /^\d+\.\d+\.\d+/.exec(text)?.[0];
  const parsed = version === undefined ? undefined : parseRelease(version);
  if (parsed === undefined || !parsed.ok) return undefined;
  const known = RELEASES.findLast((release) => parsed.release.atLeast(release)) ?? OLDEST_RELEASE;
  if (known === version) return { release: releaseOf(known), how };
  const why = known === NEWEST_RELEASE ? 'the newest known here' : 'the nearest one known here';
  return { release: releaseOf(known), how: `${how}, and it is judged as ${known}, ${why}` };
}

function versionOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || !('version' in document)) return undefined;
  return typeof document.version === 'string' ? document.version : undefined;
}
