import { expect, it } from 'vitest';
import type { Answer } from '../../../../src/doctor/answer.ts';
import { leastPrivilege } from '../../../../src/doctor/checks/permission/least-privilege.ts';
import { ALL_RIGHTS } from '../../../../src/playground/account.ts';
import type { Rule } from '../../../../src/playground/account.ts';
import { examinedPlayground, playground } from '../../../support/playground-cluster.ts';
import type { Asker } from '../../../support/playground-cluster.ts';

async function answer(rules: readonly Rule[], asker: Partial<Asker> = {}): Promise<Answer | undefined> {
  const server = await playground({ accounts: [{ namespace: 'default', name: 'apisix', rules }] });
  const [only] = await leastPrivilege.examine(examinedPlayground(server, { text: server.account('apisix').token, ...asker }));
  return only;
}

const SECRETS: Rule = { apiGroups: [''], resources: ['secrets'], verbs: ['get'], namespaces: ['default'] };

it('an account with no more than it needs passes', async () => {
  expect(await answer([{ apiGroups: [''], resources: ['endpoints'], verbs: ['list'] }])).toEqual({
    outcome: 'pass',
    evidence: [],
  });
});

it('one that may do everything is warned of, with the binding that gives it', async () => {
  expect(await answer([...ALL_RIGHTS], { adminName: 'apisix' })).toEqual({
    outcome: 'warn',
    cause: {
      id: 'R17',
      message:
        'system:serviceaccount:default:apisix may do everything in this cluster, and so may whoever gets hold of its token. Take away the binding that grants it: what setup-rbac binds is enough.',
    },
    evidence: [expect.stringMatching(/^ClusterRoleBinding .* gives ClusterRole .*apisix/)],
  });
});

it('one that may read the Secrets of its namespace is warned of', async () => {
  expect(await answer([SECRETS])).toMatchObject({ outcome: 'warn', cause: { id: 'R17' }, evidence: [] });
});

it('the rights of a person are not judged', async () => {
  expect(await answer([...ALL_RIGHTS], { holder: 'person' })).toEqual({
    outcome: 'skip',
    evidence: ['A person asks, and not a gateway'],
  });
});
