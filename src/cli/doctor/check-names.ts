import { UserError } from '../../findings/user-error.ts';
import { shellWord } from '../../findings/shell-word.ts';
import type { Host } from '../host.ts';
import type { DoctorFlags } from './flags.ts';

/** Throws a {@link UserError} for a NAME that can be no service_name, for want of a colon, and is a file: a flag was forgotten before it. */
export async function checkNames({ names }: Pick<DoctorFlags, 'names'>, { files }: Host): Promise<void> {
  for (const name of names) {
    if (name.includes(':')) continue;
    const isThere = await files.stat(name).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const word = shellWord(name);
    throw new UserError(`${name} is a file, and a NAME is a service_name such as default/plat-dev:http`, {
      hint: `give it as --config ${word} or --routes ${word}`,
    });
  }
}
