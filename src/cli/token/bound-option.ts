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
  const [word = '', ...rest] = text.split('/');
  const kind = KINDS.get(word);
  if (kind !== undefined) return { kind, name: objectName('--bind-to')(rest.join('/')) };
  throw new UserError(`--bind-to ${JSON.stringify(text)} is no object that a token can be bound to`, {
    hint: 'write pod/NAME, secret/NAME or node/NAME',
  });
}
