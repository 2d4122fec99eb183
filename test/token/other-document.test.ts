import { expect, it } from 'vitest';
import { otherDocument } from '../../src/token/other-document.ts';
import { base64, SECRET_CLAIMS, unsignedToken } from '../support/tokens.ts';

it.each([
  ['apiVersion: v1\nkind: Config\nusers: []\n', 'a kubeconfig'],
  ['{"apiVersion":"v1","kind":"Config","users":[]}', 'a kubeconfig'],
  ['apiVersion: v1\ndata:\n  token: ZXlK\nkind: Secret\n', 'the manifest of a Secret'],
  ['{"kind": "ExecCredential", "status": {"token": "x"}}', 'an answer that has the token inside'],
  ['apisix:\n  node_listen: 9080\ndiscovery:\n  kubernetes: {}\n', "a gateway's config"],
  ['-----BEGIN CERTIFICATE-----\nMIIB\n', 'a certificate or a key'],
])('%j is %s', (text, what) => {
  expect(otherDocument(text)?.what).toBe(what);
});

it.each(['', 'your-token', unsignedToken(SECRET_CLAIMS), base64(unsignedToken(SECRET_CLAIMS)), 'kind-of-token'])(
  '%j may be a token',
  (text) => {
    expect(otherDocument(text)).toBeUndefined();
  },
);
