import type { LintFile } from '../document.ts';
import type { DocumentReport, FileFix, LintReport } from '../report.ts';
import { applyFixes } from './apply-fixes.ts';
import { harmOf } from './harm.ts';

/** Lints texts as the run at hand does. */
export type LintFiles = (files: readonly LintFile[]) => Promise<LintReport>;

/** What fixes make of a file; `after` is its text as it is where they make nothing of it. */
export interface FixPlan {
  readonly file: LintFile;
  readonly after: string;
  readonly applied: readonly FileFix[];
  /** Why further fixes of the file were not applied: they would have spoiled it. A mistake of the linter. */
  readonly refusal?: string;
}

/** One fix may allow another (a block that moves, then a key in it). Fixes that undo each other would go on for ever. */
const MAX_ROUNDS = 10;

/**
 * Applies the fixes of all findings, lints again, and so on until nothing is left to fix. All files are linted together, as rules compare
 * files. After each round, what it spoiled is taken back, by {@link harmOf}, and the file left as it was before. Nothing is written.
 */
export async function planFixes(files: readonly LintFile[], lint: LintFiles): Promise<readonly FixPlan[]> {
  const first = reportsByPath(await lint(files));
  let reports = first;
  let plans: readonly FixPlan[] = files.map((file) => ({ file, after: file.text, applied: [] }));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = plans.map((plan) => furtherFixed(plan, reports.get(plan.file.path) ?? []));
    if (next.every((plan, index) => plan === plans[index])) break;
    reports = reportsByPath(await lint(next.map(({ file, after }) => ({ ...file, text: after }))));
    plans = plans.map((plan, index) => {
      const { path } = plan.file;
      const fixed = next[index] ?? plan;
      const harm = fixed === plan ? undefined : harmOf(first.get(path) ?? [], reports.get(path) ?? []);
      return harm === undefined ? fixed : { ...plan, refusal: harm };
    });
  }
  return plans;
}

/** The same plan where there is nothing to do. */
function furtherFixed(plan: FixPlan, reports: readonly DocumentReport[]): FixPlan {
  if (plan.refusal !== undefined) return plan;
  const fixes = reports.flatMap(({ findings }) => findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix])));
  const { text, applied } = applyFixes(plan.after, fixes);
  return text === plan.after ? plan : { ...plan, after: text, applied: [...plan.applied, ...applied] };
}

function reportsByPath({ files }: LintReport): ReadonlyMap<string, readonly DocumentReport[]> {
  const reports = new Map<string, DocumentReport[]>();
  for (const file of files) {
    const ofPath = reports.get(file.path) ?? [];
    reports.set(file.path, ofPath);
    ofPath.push(file);
  }
  return reports;
}
