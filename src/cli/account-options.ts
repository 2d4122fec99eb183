import { Option } from 'commander';
import { LONGEST_NAME } from '../provision/wish.ts';
import { DEFAULT_NAME } from '../token/account.ts';
import { namespaceOption, objectName } from './object-names.ts';

/** `--name` and `-n`: whose account, for commands that make or remove one. */
export function accountOptions(): readonly Option[] {
  return [
    new Option('--name <NAME>', 'of the ServiceAccount, its ClusterRole and their binding')
      // It becomes the value of a label, too.
      .argParser(objectName('--name', LONGEST_NAME))
      .default(DEFAULT_NAME, DEFAULT_NAME),
    namespaceOption(),
  ];
}
