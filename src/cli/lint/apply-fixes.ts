import { UserError } from '../../findings/user-error.ts';
import { fixFiles } from '../../lint/fix/fix-files.ts';
import { planFixes } from '../../lint/fix/plan-fixes.ts';
import type { FixPlan, LintFiles } from '../../lint/fix/plan-fixes.ts';
import type { FilesRead } from '../../lint/input/read-files.ts';
import { mask } from '../../lint/masking.ts';
import type { LintReport } from '../../lint/report.ts';
import { countOf, printable } from '../../terminal/page.ts';
import { unifiedDiff } from '../../text/unified-diff.ts';
import type { Host } from '../host.ts';

/**
 * `--fix`: mends the files and says on stderr what was done; answers what is in them now. Throws an AggregateError of UserErrors for files
 * that could not be written; the others are written all the same.
 */
export async function writeFixes(
  read: FilesRead,
  { lint, host }: { readonly lint: LintFiles; readonly host: Host },
): Promise<FilesRead> {
  const fixed = await fixFiles(read.files, { lint, fileSystem: host.files });
  const failures: UserError[] = [];
  for (const { file, applied, outcome, refusal } of fixed) {
    const { path } = file;
    if (refusal !== undefined) say(`${path}: some mends are left to you, because ${refusal}`, host);
    switch (outcome.kind) {
      case 'unchanged':
        break;
      case 'written':
        say(`${path}: ${countOf(applied.length, 'mend')}: ${summaryOf(applied)}`, host);
        break;
      case 'changed-meanwhile':
        failures.push(new UserError('somebody else changed this file meanwhile; it was left alone', { place: { path } }));
        break;
      case 'unwritable':
        failures.push(new UserError(`cannot write this file: ${outcome.reason}`, { place: { path } }));
        break;
      default:
        outcome satisfies never;
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some files could not be mended');
  return { ...read, files: fixed.map(({ file, after }) => ({ ...file, text: after })) };
}

/** `--fix-dry-run`: what `--fix` would do, as a diff in which secrets are masked; empty where it would do nothing. */
export async function fixesAsDiff(
  { files }: FilesRead,
  lint: (files: FilesRead['files']) => Promise<LintReport>,
): Promise<string> {
  const plans = await planFixes(files, lint);
  return plans.map(({ file, after }) => unifiedDiff(file.path, { before: file.text, after, hide: mask })).join('');
}

function say(text: string, host: Host): void {
  host.stderr.stream.write(`${printable(text)}\n`);
}

/** Each description once, in order. */
function summaryOf(applied: FixPlan['applied']): string {
  return [...new Set(applied.map(({ description }) => description))].join('; ');
}
