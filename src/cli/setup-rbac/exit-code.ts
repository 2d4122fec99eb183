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
export function exitCodeOfSetup(report: SetupReport, { diff }: { readonly diff: boolean }): ExitCode {
  const { dryRun, clusters, emitted } = report;
  if (clusters.some(({ missing, error }) => missing.length > 0 || error !== undefined)) return EXIT.unchecked;
  if (clusters.some(isBad) || emitted?.findings.some(isError) === true) return EXIT.bad;
  return dryRun && diff && wouldWrite(report) ? EXIT.bad : EXIT.good;
}

/** Whether a dry run found anything to do in a cluster. */
export function wouldWrite({ clusters }: Pick<SetupReport, 'clusters'>): boolean {
  return clusters.some(({ objects }) => objects.some(({ state }) => DIFFERENT.includes(state)));
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
