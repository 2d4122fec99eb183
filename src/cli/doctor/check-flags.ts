import { UserError } from '../../findings/user-error.ts';
import type { DoctorFlags } from './flags.ts';

/** Throws a {@link UserError} for what can be said before anything is read. */
export function checkFlags({ names, pre, controlApi, measureIdle, wait }: DoctorFlags): void {
  if (wait !== undefined && measureIdle !== undefined)
    throw new UserError('--wait asks again and again, and --measure-idle waits by itself', { hint: 'leave one of them out' });
  if (pre === true) {
    const later = [
      ...(names.length > 0 ? ['a NAME'] : []),
      ...(controlApi === undefined ? [] : ['--control-api']),
      ...(measureIdle === undefined ? [] : ['--measure-idle']),
    ];
    if (later.length > 0)
      throw new UserError(`--pre is for the time before the account of the gateway, and ${later[0]} for the time after`, {
        hint: 'leave one of them out',
      });
  }
  if (names.some((name) => name.trim() === ''))
    throw new UserError('a NAME is empty. Write namespace/name:portName, such as default/plat-dev:http', {
      hint: 'See what is there: k8s-disco resolve --all',
    });
}
