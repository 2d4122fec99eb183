import { expect, test } from 'vitest';
import {
  getCommand,
  remakeSecretCommand,
  renewCommand,
  rightsCommand,
  setupCommand,
  setupTokenCommand,
} from '../../src/token/commands.ts';

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
    setupTokenCommand(account('apisix'), { address: [], place: { kind: 'inline', config: 'gw.yaml', cluster: 'west' } }),
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
    'that of the account of this program comes with the set-up',
    remake('apisix-discovery', 'apisix-discovery-token'),
    'k8s-disco setup-rbac -n ingress --kubeconfig kube.yaml --context prod',
  ],
  [
    'a lasting token of an account that may be of others takes a Secret, and no set-up',
    renewCommand(account('apisix'), { address: ['--context', 'prod'], place: { kind: 'file', path: 'old' } }),
    `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"ingress","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - --context prod && sleep 2 && k8s-disco token get apisix -n ingress --secret apisix-token --out-file old --context prod`,
  ],
  [
    'rights are added to those of an account of this program',
    rightsCommand(account('apisix-discovery'), { lacking: ['endpoints'], granted: ['endpointslices'], address: [] }),
    'k8s-disco setup-rbac -n ingress --resources endpoints,endpointslices',
  ],
  [
    'and to others by a role of their own',
    rightsCommand(account('apisix'), { lacking: ['endpoints', 'endpointslices'], granted: [], address: [] }),
    'kubectl create clusterrole ingress-apisix-endpoints-endpointslices --verb=list,watch --resource=endpoints,endpointslices.discovery.k8s.io && kubectl create clusterrolebinding ingress-apisix-endpoints-endpointslices --clusterrole=ingress-apisix-endpoints-endpointslices --serviceaccount=ingress:apisix',
  ],
])('%s', (_title, command, expected) => {
  expect(command).toBe(expected);
});
