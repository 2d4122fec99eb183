import { ALL_RIGHTS } from '../../src/playground/account.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { ApiClient } from '../e2e/api-client.ts';
import { namespace } from '../support/objects.ts';
import { apiServerContract } from './api-server-contract.ts';
import { NAMESPACE } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';
import { FastClock } from './fast-clock.ts';

const BOTH = { apiGroups: ['', 'discovery.k8s.io'], resources: ['endpoints', 'endpointslices'] };

const start = async (): Promise<ContractTarget> => {
  const playground = await startPlayground({
    clock: new FastClock(10),
    accounts: [
      { namespace: 'kube-system', name: 'admin', rules: ALL_RIGHTS },
      { namespace: NAMESPACE, name: 'gateway', rules: [{ ...BOTH, verbs: ['list', 'watch'] }] },
      { namespace: NAMESPACE, name: 'list-only', rules: [{ ...BOTH, verbs: ['list'] }] },
      { namespace: NAMESPACE, name: 'namespaced', rules: [{ ...BOTH, verbs: ['list', 'watch'], namespaces: [NAMESPACE] }] },
      { namespace: NAMESPACE, name: 'no-rights', rules: [] },
    ],
  });
  const { url, caPem = '' } = playground;
  const token = (name: string) => playground.account(name).token;
  const admin = new ApiClient({ url, caPem, credentials: { kind: 'token', token: token('admin') } });
  await admin.apply(namespace(NAMESPACE));
  return {
    url,
    caPem,
    admin,
    tokens: {
      gateway: token('gateway'),
      'list-only': token('list-only'),
      namespaced: token('namespaced'),
      'no-rights': token('no-rights'),
    },
    expireHistory: () => Promise.resolve(playground.store.compact()),
    async stop() {
      admin.close();
      await playground.close();
    },
  };
};

apiServerContract('playground', start, { hasTokenController: true });
