import type { Finding } from '../findings/finding.ts';
import { whereAllowed } from '../kube/ask.ts';
import type { Asking } from '../kube/ask.ts';
import { mayI } from '../kube/reviews.ts';
import type { Right } from '../kube/reviews.ts';
import type { Transport } from '../kube/transport.ts';
import { subjectOf } from '../token/account.ts';
import type { AccountName } from '../token/account.ts';

/**
 * The warning about rights that a gateway does not need and that hurt most: everything, or the Secrets beside the account's own, which
 * are asked for in its namespace, as rights there do not show in the whole cluster. Undefined where nobody
 * says. Rejects with a {@link KubeError}.
 */
export async function excessRights(account: AccountName, asking: Asking<Transport>): Promise<readonly Finding[] | undefined> {
  const { namespace } = account;
  const may = async (right: Right): Promise<boolean | undefined> => (await whereAllowed(mayI(right, asking)))?.allowed;
  const [everything, secrets] = await Promise.all([
    may({ verb: '*', group: '*', resource: '*' }),
    may({ verb: 'get', group: '', resource: 'secrets', namespace }),
  ]);
  if (everything === undefined || secrets === undefined) return undefined;
  if (!everything && !secrets) return [];
  const excess = everything ? 'do everything in this cluster' : `read every Secret of the namespace ${namespace}`;
  const message = `${subjectOf(account)} may ${excess}, and so may whoever gets hold of its token. Take away the binding that grants it: what setup-rbac binds is enough.`;
  return [{ id: 'R17', severity: 'warning', message }];
}
