import { findAssets } from './assets.ts';

/** Ends the run before it begins, with one line instead of a failure in every file, when there is nothing to test against. */
export function setup(): void {
  const found = findAssets();
  if (found.kind === 'found') return;
  console.error(found.reason);
  process.exit(1);
}
