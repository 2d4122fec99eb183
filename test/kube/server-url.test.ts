import { expect, test } from 'vitest';
import { parseServerUrl } from '../../src/kube/server-url.ts';
import { unsignedToken } from '../support/tokens.ts';

const HINT = 'write https://host:port, or http://127.0.0.1:8001 for a kubectl proxy';

test.each([
  ['10.1.0.5:6443', 'https://10.1.0.5:6443/'],
  ['http://127.0.0.1:8001', 'http://127.0.0.1:8001/'],
  ['https://rancher.test/k8s/clusters/c-1', 'https://rancher.test/k8s/clusters/c-1'],
])('%s is %s', (text, url) => {
  expect(parseServerUrl(text, '--server').href).toBe(url);
});

const token = unsignedToken({ sub: 'a' });

test.each([
  ['ftp://a.test', '--server: "ftp://a.test" is neither http nor https'],
  ['https://me:pass@a.test', '--server: an API server takes no user name or password in its URL'],
  ['https://a.test?x=1', '--server: "https://a.test?x=1" has more than scheme, host, port and path'],
  ['a b', '--server: "a b" is not the URL of a server'],
  [token, '--server: a token stands where the URL of a server is due'],
  [`https://${token}:6443`, '--server: a token stands where the URL of a server is due'],
])('%s is refused', (text, message) => {
  expect(() => parseServerUrl(text, '--server', { path: 'kubeconfig', line: 3 })).toThrow(
    expect.objectContaining({ message, hint: HINT, place: { path: 'kubeconfig', line: 3 } }) as Error,
  );
});
