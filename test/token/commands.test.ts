import { expect, test } from 'vitest';
import { getCommand, remakeSecretCommand, renewCommand, setupCommand } from '../../src/token/commands.ts';

const ADDRESS = ['--kubeconfig', 'kube.yaml', '--context', 'prod'];
const account = (name: string) => ({ namespace: 'ingress', name });
const remake = (name: string, secret: string) => remakeSecretCommand(account(name), { secret, address: ADDRESS });

test.each([
  [
    'the account of this program is not named',
    renewCommand(account('apisix-discovery'), { address: ADDRESS }),
    'k8s-disco setup-rbac -n ingress --emit-token-file token --kubeconfig kube.yaml --context prod',
  ],
  [
    'a token is replaced in its file',
    getCommand(account('apisix'), { address: [], place: { kind: 'token-file', path: '/etc/west token' } }),
    "k8s-disco token get apisix -n ingress --out-file '/etc/west token'",
  ],
  [
    'and in its config, which only setting up writes',
    getCommand(account('apisix'), { address: ADDRESS, place: { kind: 'inline', config: 'gw.yaml', cluster: undefined } }),
    'k8s-disco setup-rbac -n ingress --name apisix --emit-config gw.yaml --kubeconfig kube.yaml --context prod',
  ],
  [
    'in a config of several clusters each has a file of its own',
    renewCommand(account('apisix'), { address: [], place: { kind: 'inline', config: 'gw.yaml', cluster: 'west' } }),
    'k8s-disco setup-rbac -n ingress --name apisix --emit-token-file token-west',
  ],
  ['another is', setupCommand(account('apisix')), 'k8s-disco setup-rbac -n ingress --name apisix'],
  ['the account of every pod is never set up', setupCommand(account('default')), 'k8s-disco setup-rbac -n ingress'],
  [
    'its token is read all the same',
    getCommand(account('default'), { address: ADDRESS }),
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
