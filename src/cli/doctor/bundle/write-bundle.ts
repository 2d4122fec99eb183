import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { UserError } from '../../../findings/user-error.ts';
import { isAbsent, readingFailure } from '../../../kube/surroundings.ts';
import { printable } from '../../../terminal/page.ts';
import type { Host } from '../../host.ts';
import { directoryOf } from '../../setup-rbac/writable-file.ts';
import { bundleFiles } from './bundle-files.ts';
import type { BundleContent } from './bundle-files.ts';
import { tarOf } from './tar.ts';

/** Throws a {@link UserError} for a bundle that could not be written, or only over something else. Writes nothing. */
export async function checkBundle(path: string, host: Host): Promise<void> {
  await directoryOf(path, host);
  if (await exists(path, host)) {
    throw new UserError('there is a file of this name already', { place: { path }, hint: 'give --bundle another name' });
  }
}

/** Writes a bundle, whole or not at all, for the user's eyes alone, and says so on stderr. Throws a {@link UserError} where it cannot be written. */
export async function writeBundle(
  path: string,
  { content, host }: { readonly content: BundleContent; readonly host: Host },
): Promise<void> {
  const files = bundleFiles(content);
  const bytes = await promisify(gzip)(tarOf(files, { modified: content.now }));
  try {
    await host.files.writeSecret(path, bytes);
  } catch (error) {
    throw new UserError(`cannot write the bundle: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
  const note = 'tokens, passwords and keys are masked in it; names and addresses are not';
  host.stderr.stream.write(`${printable(path)} written: ${note}\n`);
}

async function exists(path: string, { files }: Host): Promise<boolean> {
  try {
    await files.stat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw new UserError(`cannot write there: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
}
