import type { Check } from '../check.ts';
import { configAccepted } from './config/config-accepted.ts';
import { apiServerAnswers } from './connection/api-server-answers.ts';
import { rightAccount } from './identity/right-account.ts';
import { tokenAccepted } from './identity/token-accepted.ts';
import { tokenLasts } from './identity/token-lasts.ts';
import { tokenWhole } from './identity/token-whole.ts';
import { leastPrivilege } from './permission/least-privilege.ts';
import { mayList } from './permission/may-list.ts';
import { mayWatch } from './permission/may-watch.ts';
import { namesResolve } from './services/names-resolve.ts';
import { portsSuit } from './services/ports-suit.ts';

/** Every check there is, in the order of a report. */
export const CHECKS: readonly Check[] = [
  configAccepted,
  apiServerAnswers,
  tokenWhole,
  tokenAccepted,
  tokenLasts,
  rightAccount,
  mayList,
  mayWatch,
  leastPrivilege,
  namesResolve,
  portsSuit,
];
