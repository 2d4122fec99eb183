import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { rightAccount } from '../../../../src/doctor/checks/identity/right-account.ts';
import type { ExaminedCluster } from '../../../../src/doctor/examined-cluster.ts';
import type { Account } from '../../../../src/playground/account.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../../../src/kube/in-cluster.ts';
import { examinedPlayground, playground } from '../../../support/playground-cluster.ts';
import type { Asker } from '../../../support/playground-cluster.ts';
import { kubeError } from '../../../support/scripted-transport.ts';

const rule = (verbs: readonly string[]) => ({ apiGroups: [''], resources: ['endpoints'], verbs });

async function answer(account: Account, asker: Partial<Asker> = {}): Promise<Answer | undefined> {
  const server = await playground({ accounts: [account] });
  const [only] = await rightAccount.examine(examinedPlayground(server, { text: server.account(account.name).token, ...asker }));
  return only;
}

const account = (name: string, verbs: readonly string[]): Account => ({ namespace: 'shop', name, rules: [rule(verbs)] });

describe('the account', () => {
  it('has a name of its own, whatever its rights', async () => {
    expect(await answer(account('apisix', ['get']))).toEqual({
      outcome: 'pass',
      title: 'The account is shop/apisix',
      evidence: [],
    });
  });

  it('is default, with the rights', async () => {
    expect(await answer(account('default', ['list', 'watch']))).toEqual({
      outcome: 'pass',
      title: 'The account shop/default has the rights',
      evidence: [],
    });
  });

  it.each([
    ['at all', ['get'], 'list'],
    ['to watch', ['list'], 'watch'],
  ] as const)('is default, without the rights %s', async (_, verbs, lacking) => {
    expect(await answer(account('default', verbs))).toEqual({
      outcome: 'fail',
      evidence: [],
      cause: {
        id: 'T19',
        message: `The token is of the account default of the namespace shop, which may not ${lacking} endpoints in the whole cluster. Was another account meant?`,
      },
      mend: 'k8s-disco setup-rbac -n shop --emit-token-file token --context prod',
    });
  });

  it('is default, with rights that something before the API server does not heed', async () => {
    const server = await playground({ accounts: [account('default', ['list', 'watch'])] });
    const examined = examinedPlayground(server, { text: server.account('default').token });
    const get = async () => {
      throw kubeError('forbidden');
    };
    const hindered: ExaminedCluster = {
      ...examined,
      transport: { ...examined.transport, get },
      once: (read) => read(hindered),
    };
    expect(await rightAccount.examine(hindered)).toEqual([
      { outcome: 'pass', title: 'The account shop/default has the rights', evidence: [] },
    ]);
  });

  it('is default, as the pod names no other', async () => {
    const place = { kind: 'token-file', path: SERVICE_ACCOUNT_TOKEN } as const;
    expect(await answer(account('default', ['get']), { place })).toEqual({
      outcome: 'fail',
      evidence: [],
      cause: {
        id: 'R06',
        message:
          'The pod runs as the account default of the namespace shop, which may not list endpoints in the whole cluster, because its spec names no other. Set up one and give its name as serviceAccountName',
      },
      mend: 'k8s-disco setup-rbac -n shop --token none --context prod',
    });
  });
});
