import { expect, test } from 'vitest';
import { addressFlags } from '../../src/kube/address-flags.ts';

test.each([
  [{}, []],
  [{ kubeconfig: 'kube config.yaml' }, ['--kubeconfig', "'kube config.yaml'"]],
  [{ context: 'e2e', kubeconfig: '/k' }, ['--kubeconfig', '/k', '--context', 'e2e']],
  [
    { server: 'https://10.1.0.5:6443', certificateAuthority: 'ca.pem' },
    ['--server', 'https://10.1.0.5:6443', '--certificate-authority', 'ca.pem'],
  ],
  [{ insecureSkipTlsVerify: true }, ['--insecure-skip-tls-verify']],
  [{ insecureSkipTlsVerify: false }, []],
])('%j is said again as %j', (choice, words) => {
  expect(addressFlags(choice)).toEqual(words);
});
