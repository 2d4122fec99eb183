import { expect, test } from 'vitest';
import { explainMissing } from '../../src/token/explain-missing.ts';
import type { FoundToken } from '../../src/token/find-token.ts';
import type { TokenFailure } from '../../src/token/report.ts';
import type { FilledSecret, TokenSecret } from '../../src/token/secret-token.ts';

const SECRET: TokenSecret = {
  namespace: 'prod',
  name: 'apisix-token',
  account: 'other',
  accountUid: undefined,
  createdAt: undefined,
  isOurs: false,
  lastUsed: undefined,
  invalidSince: undefined,
};

const ADDRESS = ['--context', 'eu'];
const SETUP = 'k8s-disco setup-rbac -n prod --name apisix';

const CASES: readonly (readonly [missing: Exclude<FoundToken, FilledSecret>, failure: TokenFailure])[] = [
  [
    { kind: 'no-account', near: 'apisx', namespace: 'not-empty' },
    { message: 'there is no service account prod/apisix', hint: 'Did you mean apisx?' },
  ],
  [
    { kind: 'no-account', near: undefined, namespace: 'empty' },
    { message: 'there is no service account prod/apisix', hint: 'Nor any other, so is there a namespace prod at all?' },
  ],
  [
    { kind: 'no-account', near: undefined, namespace: 'unknown' },
    {
      message: 'there is no service account prod/apisix',
      hint: 'Setting up makes it, with its rights and its token.',
      mend: `${SETUP} --emit-token-file token --context eu`,
    },
  ],
  [
    { kind: 'no-secret', version: { major: 1, minor: 36 } },
    {
      id: 'T13',
      message: 'no Secret holds a token of prod/apisix: Kubernetes makes none by itself since 1.24',
      hint: 'That of a Secret lasts; token create issues one that ends.',
      mend: `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"apisix-token","namespace":"prod","annotations":{"kubernetes.io/service-account.name":"apisix"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - --context eu && sleep 2 && k8s-disco token get apisix -n prod --secret apisix-token --out-file token --context eu`,
    },
  ],
  [
    { kind: 'no-secret', version: { major: 1, minor: 23 } },
    {
      id: 'T17',
      message: 'no Secret holds a token of prod/apisix, though Kubernetes 1.23 makes one for every account',
      hint: 'Its token controller does, a part of kube-controller-manager. Is that running?',
    },
  ],
  [
    { kind: 'secret-gone', secret: 'apisix-token', namedBy: 'account' },
    {
      id: 'T11',
      message: 'the Secret prod/apisix-token, which the account apisix names, is gone, and its token is refused since',
      hint: 'Setting up makes it again, and with it the very same token.',
      mend: `${SETUP} --context eu`,
    },
  ],
  [
    { kind: 'secret-gone', secret: 'foo', namedBy: 'user' },
    { message: 'there is no Secret prod/foo', hint: 'Without --secret, the Secret is found by its account.' },
  ],
  [
    { kind: 'other-type', secret: 'apisix-token', type: 'Opaque' },
    {
      id: 'T14',
      message: 'the Secret prod/apisix-token is of type Opaque, so no token controller puts a token into it',
      hint: 'The type of a Secret cannot be changed. Setting up with --recreate makes one of the right type.',
      mend: `${SETUP} --recreate --context eu`,
    },
  ],
  [
    { kind: 'other-account', secret: SECRET },
    {
      message: 'the Secret prod/apisix-token is for the account other, not for apisix',
      hint: 'Its token, all the same:',
      mend: 'k8s-disco token get --out-file token -n prod --secret apisix-token --context eu',
    },
  ],
  [
    { kind: 'waiting', ...SECRET },
    {
      id: 'T17',
      message: 'the Secret prod/apisix-token holds no token yet',
      hint: 'The token controller, a part of kube-controller-manager, fills it within a second. Is that running?',
    },
  ],
  [
    { kind: 'several', secrets: [SECRET, SECRET] },
    { message: 'prod/apisix has 2 token Secrets, and nothing says which is meant', hint: 'Choose one with --secret NAME.' },
  ],
];

test.each(CASES)('$kind $namedBy', (missing, failure) => {
  expect(explainMissing(missing, { account: { namespace: 'prod', name: 'apisix' }, address: ADDRESS })).toEqual(failure);
});

const MISSING_DEFAULT: readonly (readonly [missing: Exclude<FoundToken, FilledSecret>, failure: Partial<TokenFailure>])[] = [
  [
    { kind: 'no-secret', version: undefined },
    { id: 'T13', message: 'no Secret holds a token of prod/default: Kubernetes makes none by itself since 1.24' },
  ],
  [{ kind: 'no-account', near: undefined, namespace: 'not-empty' }, { message: 'there is no service account prod/default' }],
];

test.each(MISSING_DEFAULT)('$kind: the account of every pod is not set up', (missing, failure) => {
  expect(explainMissing(missing, { account: { namespace: 'prod', name: 'default' }, address: [] })).toEqual({
    ...failure,
    hint: 'Every pod runs as default that names no account, so set up one for the gateway.',
    mend: 'k8s-disco setup-rbac -n prod --emit-token-file token',
  });
});
