import type { LintFile } from '../../lint/document.ts';
import { countOf } from '../../terminal/page.ts';
import type { Host } from '../host.ts';

/** Characters that are linted well within a second. */
const QUICKLY_LINTED = 200_000;

/** Does `work` on files; on a terminal, and where it takes long, stderr says so meanwhile. */
export async function withProgress<Result>(
  files: readonly LintFile[],
  { host: { stderr, clock }, work }: { readonly host: Host; readonly work: () => Promise<Result> },
): Promise<Result> {
  const { stream, isTerminal, columns } = stderr;
  const length = files.reduce((sum, { text }) => sum + text.length, 0);
  if (!isTerminal || length < QUICKLY_LINTED) return work();
  // Loaded here, as a run without progress has no use for a spinner.
  const { startProgress } = await import('../../terminal/progress.ts');
  const progress = startProgress({ stream, isTerminal, columns, lineEveryMs: undefined, now: () => clock.now() });
  progress.update(`linting ${countOf(files.length, 'file')}`);
  try {
    return await work();
  } finally {
    progress.stop();
  }
}
