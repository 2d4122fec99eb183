import type { SetupReport } from '../../provision/report.ts';
import { wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { clusterHeading } from '../cluster-heading.ts';
import { refusalLines } from '../failure.ts';
import { findingLines } from '../finding-lines.ts';
import { emittedLines } from './emitted.ts';
import { missingRights } from './missing-rights.ts';
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
  /** What to do next, a command or a sentence each. */
  readonly next: readonly string[];
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
    ...findingLines(cluster.findings, page),
    ...(cluster.error === undefined ? [] : refusalLines(cluster.error, page)),
    // Behind the error: that there is no such namespace explains most others.
    ...obstacleLines(cluster.objects, { page, dryRun }),
  ]);
  return [...blocks, ...emittedLines(report, options), ...nextLines(next, page)].map((line) => `${line}\n`).join('');
}

/** What to do next, each step in a line of its own; a command stays in one, to be pasted. */
function nextLines(next: readonly string[], page: Page): string[] {
  const indented = next.flatMap((step) =>
    step.startsWith('k8s-disco ') ? `${' '.repeat(NEXT.length)}${step}` : wrap(step, NEXT.length, page),
  );
  return indented.map((line, at) => (at === 0 ? line.replace(' '.repeat(NEXT.length), NEXT) : line));
}

const NEXT = 'Next: ';
