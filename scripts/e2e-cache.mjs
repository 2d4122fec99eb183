import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Go module of the control plane that the end-to-end suite runs. */
export const controlPlaneSource = fileURLToPath(new URL('../test/e2e/controlplane/', import.meta.url));

/**
 * Where `npm run e2e:assets` puts the control plane built from the present sources, whether it is there or not: under
 * XDG_CACHE_HOME or ~/.cache, in a directory named after the sources, so that changed sources are built anew.
 *
 * @param {{ readonly XDG_CACHE_HOME?: string | undefined }} env
 * @returns {string}
 */
export function controlPlaneBinary(env) {
  const hash = createHash('sha256');
  for (const name of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(controlPlaneSource, name)));
  // The XDG base directory specification takes an empty variable for one that is not set.
  const { XDG_CACHE_HOME: cache = '' } = env;
  return join(
    cache === '' ? join(homedir(), '.cache') : cache,
    'k8s-disco',
    'e2e',
    hash.digest('hex').slice(0, 16),
    'controlplane',
  );
}
