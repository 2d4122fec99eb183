import { readNamedFile } from '../../kube/surroundings.ts';
import type { Host } from '../host.ts';

/** In bytes: far above any settings, baseline or environment. */
const LARGEST_OWN_FILE = 10 * 1024 * 1024;

/** Reads one of lint's own files as {@link readNamedFile} does. Throws a UserError for one that is too large, too. */
export function readOwnFile(host: Host, path: string, what: string): Promise<string> {
  return readNamedFile({ readFile: (name) => host.readFile(name, { atMost: LARGEST_OWN_FILE }) }, path, what);
}
