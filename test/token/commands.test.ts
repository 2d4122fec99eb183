import { expect, test } from 'vitest';
import { getCommand, remakeSecretCommand, renewCommand, setupCommand } from '../../src/token/commands.ts';

const ADDRESS = ['--kubeconfig', 'kube.yaml', '--context', 'prod'];
const account = (name: string) => ({ namespace: 'ingress', name });
const remake = (name: string, secret: string) => remakeSecretCommand(account(name), { secret, address: ADDRESS });

test.each([
  [
    'the account of this program is not named',
    renewCommand(account('apisix-discovery'), ADDRESS),
    'k8s-disco setup-rbac -n ingress --emit-token-file token --kubeconfig kube.yaml --context prod',
  ],
  ['another is', setupCommand(account('apisix')), 'k8s-disco setup-rbac -n ingress --name apisix'],
  ['the account of every pod is never set up', setupCommand(account('default')), 'k8s-disco setup-rbac -n ingress'],
  [
    'its token is read all the same',
    getCommand(account('default'), ADDRESS),
    'k8s-disco token get default -n ingress --out-file token --kubeconfig kube.yaml --context prod',
  ],
  [
    'its Secret is made again alone',
    remake('default', 'default-token'),
    `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"default-token","namespace":"ingress","annotations":{"kubernetes.io/service-account.name":"default"}},"type":"kubernetes.io/service-account-token"}' | kubectl create -f - --kubeconfig kube.yaml --context prod`,
  ],
  [
    'that of another comes with the set-up',
    remake('apisix', 'apisix-token'),
    'k8s-disco setup-rbac -n ingress --name apisix --kubeconfig kube.yaml --context prod',
  ],
])('%s', (_title, command, expected) => {
  expect(command).toBe(expected);
});
