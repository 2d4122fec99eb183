import { Option } from 'commander';
import { LONGEST_ACCOUNT_NAME } from '../provision/wish.ts';
import { DEFAULT_NAME } from '../token/account.ts';
import { namespaceOption, objectName } from './object-names.ts';

/** `--name` and `-n`: whose account, for commands that make or remove one. */
export function accountOptions(): readonly Option[] {
  return [
    new Option('--name <NAME>', 'of the ServiceAccount, its ClusterRole and their binding')
      .argParser(objectName('--name', LONGEST_ACCOUNT_NAME))
      .default(DEFAULT_NAME, DEFAULT_NAME),
    namespaceOption(),
  ];
}
