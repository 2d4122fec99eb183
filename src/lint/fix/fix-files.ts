import { readingFailure } from '../../kube/surroundings.ts';
import type { LintFile } from '../document.ts';
import type { FileSystem } from '../input/file-system.ts';
import { planFixes } from './plan-fixes.ts';
import type { FixPlan, LintFiles } from './plan-fixes.ts';

/** What became of a file. */
export type FixOutcome =
  /** There was nothing to fix. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'written' }
  /** Somebody else wrote the file since it was read; it was left alone. */
  | { readonly kind: 'changed-meanwhile' }
  | { readonly kind: 'unwritable'; readonly reason: string };

/** A plan, and what became of it. */
export interface FixedFile extends FixPlan {
  readonly outcome: FixOutcome;
}

/** Fixes files where they are, by {@link planFixes}. Each is replaced at once or left alone, and what became of it is said; never rejects for a file. */
export async function fixFiles(
  files: readonly LintFile[],
  { lint, fileSystem }: { readonly lint: LintFiles; readonly fileSystem: FileSystem },
): Promise<readonly FixedFile[]> {
  const fixed: FixedFile[] = [];
  for (const plan of await planFixes(files, lint)) fixed.push({ ...plan, outcome: await write(plan, fileSystem) });
  return fixed;
}

const BYTE_ORDER_MARK = '\uFEFF';

async function write({ file: { path, text }, after }: FixPlan, fileSystem: FileSystem): Promise<FixOutcome> {
  if (after === text) return { kind: 'unchanged' };
  try {
    const bytes = await fileSystem.read(path);
    // A file is linted without its mark, and keeps it.
    const mark = [BYTE_ORDER_MARK, ''].find((start) => areEqual(bytes, new TextEncoder().encode(start + text)));
    if (mark === undefined) return { kind: 'changed-meanwhile' };
    await fileSystem.write(path, mark + after);
    return { kind: 'written' };
  } catch (error) {
    return { kind: 'unwritable', reason: readingFailure(error) };
  }
}

function areEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
