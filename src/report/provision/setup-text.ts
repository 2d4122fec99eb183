import type { ClusterSetup, SetupReport } from '../../provision/report.ts';
import { fold } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';
import { findingLines } from '../resolve-text.ts';
import { headLine } from './head-line.ts';
import { missingRights } from './missing-rights.ts';
import { proofLines } from './proof.ts';
import { setupObjects } from './setup-objects.ts';

export interface SetupTextOptions {
  readonly page: Page;
  /** Findings that need no action, too. */
  readonly verbose: boolean;
  /** The difference of every object, not only of those that stand in the way. */
  readonly diff: boolean;
  /** What to do next, a command or a sentence each. */
  readonly next: readonly string[];
}

/** The report for people: a block for each cluster, and at the end what to do next. */
export function setupText({ clusters, dryRun }: SetupReport, options: SetupTextOptions): string {
  const { page, next } = options;
  const blocks = clusters.flatMap((cluster, at) => [
    ...(at === 0 ? [] : ['']),
    ...headLine(cluster, page),
    ...setupObjects(cluster, { ...options, dryRun }),
    ...missingRights(cluster, page),
    ...proofLines(cluster, page),
    ...findingLines(cluster.findings, options),
    ...errorLines(cluster, page),
  ]);
  const steps = next.flatMap((step, at) => fold(`${at === 0 ? 'Next:' : '     '} ${step}`, NEXT_INDENT, page));
  return [...blocks, ...steps].map((line) => `${line}\n`).join('');
}

/** Under the first step. */
const NEXT_INDENT = 'Next: '.length;

function errorLines({ error }: ClusterSetup, page: Page): string[] {
  return error === undefined ? [] : headline({ verdict: 'fail', text: error.message, id: error.id }, page);
}
