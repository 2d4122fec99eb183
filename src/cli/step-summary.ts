import { UserError } from '../findings/user-error.ts';
import { readingFailure } from '../kube/surroundings.ts';
import type { Host } from './host.ts';

/**
 * Adds Markdown to the summary of the step, where GitHub gives a file for it; else does nothing. Throws a {@link UserError} where that cannot
 * be written.
 */
export async function addToStepSummary(markdown: string, { env, files }: Host): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary = '' } = env;
  if (summary === '') return;
  try {
    await files.append(summary, markdown);
  } catch (error) {
    const message = `cannot write the summary of the step: ${readingFailure(error)}`;
    throw new UserError(message, { place: { path: summary }, cause: error });
  }
}
