import { RELEASES } from '../../apisix/release.ts';
import type { LintFinding, LintReport } from '../../lint/report.ts';

/**
 * Releases, oldest first, in runs such as `3.0.0–3.18.0`. A run leaves out no release that exists: what was not asked for is not
 * claimed.
 */
export function releaseRanges(releases: readonly string[], dash: string): readonly string[] {
  return runsOf(releases, areNeighbours).map((run) => [...new Set([run[0], run.at(-1)])].join(dash));
}

/** Which releases a finding concerns, as `APISIX 3.0.0–3.9.1`; undefined where all that were asked. */
export function concernedReleases(
  finding: Pick<LintFinding, 'releases'>,
  { releases, dash }: { readonly releases: LintReport['releases']; readonly dash: string },
): string | undefined {
  if (finding.releases.length === releases.length) return undefined;
  return `APISIX ${releaseRanges(finding.releases, dash).join(', ')}`;
}

/** The items in runs, in which each `continues` the one before. */
export function runsOf<T>(items: readonly T[], continues: (before: T, item: T) => boolean): readonly (readonly T[])[] {
  const runs: T[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && continues(before, item)) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** Whether the one came right after the other. A release newer than those known has no neighbours. */
export function areNeighbours(older: string, newer: string): boolean {
  const at = (RELEASES as readonly string[]).indexOf(older);
  return at >= 0 && RELEASES[at + 1] === newer;
}
