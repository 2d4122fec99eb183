import { UserError } from '../../findings/user-error.ts';
import { objectName } from '../object-names.ts';
import type { BindingWish } from '../../token/token-request.ts';

const KINDS: ReadonlyMap<string, BindingWish['kind']> = new Map([
  ['pod', 'Pod'],
  ['secret', 'Secret'],
  ['node', 'Node'],
]);

/** Takes `pod/NAME`, `secret/NAME` or `node/NAME`. Throws a {@link UserError}. */
export function boundOption(text: string): BindingWish {
  const [word = '', name, ...more] = text.split('/');
  const kind = KINDS.get(word);
  if (kind !== undefined && name !== undefined && more.length === 0) return { kind, name: objectName('--bind-to')(name) };
  throw new UserError(`--bind-to ${JSON.stringify(text)} is no object that a token can be bound to`, {
    hint: 'write pod/NAME, secret/NAME or node/NAME',
  });
}
