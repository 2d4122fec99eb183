import type { Finding } from '../../findings/finding.ts';
import type { ClusterSetup, SetupReport } from '../../provision/report.ts';
import type { Page } from '../../terminal/page.ts';
import { clusterHeading } from '../cluster-heading.ts';
import { refusalLines } from '../failure.ts';
import { findingLines } from '../finding-lines.ts';
import { emittedLines } from './emitted.ts';
import { missingRights } from './missing-rights.ts';
import { nextLines } from './next-lines.ts';
import type { NextStep } from './next-lines.ts';
import { obstacleLines } from './obstacles.ts';
import { proofLines } from './proof.ts';
import { setupObjects } from './setup-objects.ts';

export interface SetupTextOptions {
  readonly page: Page;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Findings about the config that need no action, too. */
  readonly verbose: boolean;
  /** The difference of every object, not only of those that stand in the way or lose something. */
  readonly diff: boolean;
  /** What to do next. */
  readonly next: readonly NextStep[];
}

/** The report for people: a block for each cluster, and at the end what to do next. */
export function setupText(report: SetupReport, options: SetupTextOptions): string {
  const { clusters, dryRun } = report;
  const { page, next } = options;
  const blocks = clusters.flatMap((cluster, at) => [
    ...(at === 0 ? [] : ['']),
    ...clusterHeading(cluster, page),
    ...setupObjects(cluster, { ...options, dryRun }),
    ...missingRights({ ...cluster, outcome: 'nothing is written' }, page),
    ...proofLines(cluster, options),
    ...findingLines(cluster.findings.map(withoutStep(next)), page),
    ...errorLines(cluster, page),
    // Behind the error: that there is no such namespace explains most others.
    ...obstacleLines(cluster.objects, { page, dryRun }),
  ]);
  return [...blocks, ...emittedLines(report, options), ...nextLines(next, page)].map((line) => `${line}\n`).join('');
}

/** What mends it in a later step stands there alone, not above the steps before it. */
function withoutStep(next: readonly NextStep[]): (finding: Finding) => Finding {
  return (finding) => {
    const { mend, ...rest } = finding;
    return next.some(({ text }) => text === mend) ? rest : finding;
  };
}

/** Where nothing at all is known of the cluster, who named it may be wrong. */
function errorLines({ error, objects, source }: ClusterSetup, page: Page): string[] {
  if (error === undefined) return [];
  return refusalLines(objects.length === 0 ? { ...error, source } : error, page);
}
