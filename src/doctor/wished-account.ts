import { watchedResource } from '../apisix/view.ts';
import type { AccountWish } from '../provision/wish.ts';
import { DEFAULT_NAME } from '../token/account.ts';
import type { Admin, ExaminedCluster } from './examined-cluster.ts';

/** The account that a set-up makes unless it is told otherwise, with the least rights and a token that lasts. */
export function wishedAccount({ connection }: Admin, { settings, release }: ExaminedCluster): AccountWish {
  return {
    namespace: connection.namespace ?? 'default',
    name: DEFAULT_NAME,
    resources: [watchedResource(release, settings.resource)],
    docsVerbs: false,
    token: 'secret',
    labels: {},
    createNamespace: false,
  };
}
