import type { Finding } from '../../findings/finding.ts';
import type { ClusterSetup, ObjectState, SetupReport } from '../../provision/report.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';

/** Left as they are, because they are not ours to change. */
const IN_THE_WAY: readonly ObjectState[] = ['foreign', 'conflict', 'immutable'];

/** What would be written. */
const DIFFERENT: readonly ObjectState[] = ['created', 'changed', 'recreated'];

/**
 * The worst of the clusters: that one refuses or cannot be reached is worse than an object or a token that is not as wished. With `--diff` a
 * dry run tells by its code that something differs.
 */
export function exitCodeOfSetup({ dryRun, clusters, emitted }: SetupReport, { diff }: { readonly diff: boolean }): ExitCode {
  if (clusters.some(({ missing, error }) => missing.length > 0 || error !== undefined)) return EXIT.unchecked;
  if (clusters.some(isBad) || emitted?.findings.some(isError) === true) return EXIT.bad;
  const differs = clusters.some(({ objects }) => objects.some(({ state }) => DIFFERENT.includes(state)));
  return dryRun && diff && differs ? EXIT.bad : EXIT.good;
}

function isBad({ objects, proof, findings }: ClusterSetup): boolean {
  return (
    objects.some(({ state }) => IN_THE_WAY.includes(state)) ||
    proof.some(({ outcome }) => outcome === 'fail') ||
    findings.some(isError)
  );
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
