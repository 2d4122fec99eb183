import { Option } from 'commander';
import { UserError } from '../../findings/user-error.ts';
import { namespaceOption } from '../object-names.ts';
import { fileOption, outputOption, serverOptions, verboseOption } from '../options.ts';
import { TOKEN_FORMATS } from './flags.ts';

/** What the commands that print a token have in common: of which cluster, and where to. */
export function printOptions(): readonly Option[] {
  return [
    namespaceOption(),
    new Option(
      '--out-file <FILE>',
      'write the token there, for its owner alone and without a newline, instead of to stdout',
    ).argParser(outFile),
    outputOption(TOKEN_FORMATS),
    ...serverOptions(),
    verboseOption(),
  ];
}

function outFile(path: string): string {
  if (path !== '-') return fileOption('--out-file')(path);
  throw new UserError('--out-file is for a file, and - is none', { hint: 'leave it out: then the token goes to stdout' });
}
