import { describe, expect, test } from 'vitest';
import { causesOf, logged, status, thrown, failed } from '../lines.ts';

const SA = 'system:serviceaccount:apisix:gateway';

function refusal(user: string, { verb = 'list', slices = false, suffix = '' } = {}): string {
  const [name, resource, group] = slices
    ? ['endpointslices.discovery.k8s.io', 'endpointslices', 'discovery.k8s.io']
    : ['endpoints', 'endpoints', ''];
  const message = `${name} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" at the cluster scope${suffix}`;
  return status(403, 'Forbidden', message);
}

const RIGHTS = 'R01 most likely, R03 possible, R04 possible, R05 possible, R09 possible, R10 possible, R18 possible';

const CHARTS = 'C28 possible, C29 unlikely, R14 unlikely, R15 unlikely';

const TOKENS =
  'T04 most likely, T11 possible, T10 possible, T09 possible, T03 possible, T01 possible, T12 possible, T08 possible, T18 possible, T28 possible, T27 possible, T21 possible, T07 possible, T20 possible, T23 possible, T22 possible';

const TOKENS_OF_318 = `${TOKENS}, E05 unlikely`;

describe('refusals of rights', () => {
  test.each([
    ['R01', failed('list', 'Forbidden', refusal(SA)), `${RIGHTS}, ${CHARTS}`],
    ['R02', failed('watch', 'Forbidden', refusal(SA, { verb: 'watch' })), 'R02 most likely, R01 possible'],
    [
      'R02 of slices',
      failed('watch', 'Forbidden', refusal(SA, { verb: 'watch', slices: true }), 'EndpointSlice'),
      'R02 most likely, R01 possible',
    ],
    ['R02, cut', failed('watch', 'Forbidden', '{"kind":"Status"'), 'R02 most likely, R01 possible'],
    [
      'R08',
      failed('list', 'Forbidden', refusal(SA, { slices: true }), 'EndpointSlice'),
      'R08 most likely, R01 possible, R03 possible, R04 possible, R05 possible, R14 unlikely, R15 unlikely',
    ],
    [
      'R11',
      failed('list', 'Forbidden', refusal(SA, { suffix: ': RBAC: clusterrole.rbac.authorization.k8s.io "x" not found' })),
      `${RIGHTS}, R11 possible, ${CHARTS}`,
    ],
    [
      'R11, several',
      failed(
        'list',
        'Forbidden',
        refusal(SA, {
          suffix: ': RBAC: [clusterrole.rbac.authorization.k8s.io "a" not found, role.rbac.authorization.k8s.io "b" not found]',
        }),
      ),
      `${RIGHTS}, R11 possible, ${CHARTS}`,
    ],
    [
      'T19, R06',
      failed('list', 'Forbidden', refusal('system:serviceaccount:apisix:default')),
      `T19 most likely, R06 possible, R01 possible, ${RIGHTS.replace('R01 most likely, ', '')}, ${CHARTS}`,
    ],
    ['T22', failed('list', 'Forbidden', refusal('system:anonymous')), 'T22 certain'],
    [
      'T22 of a review',
      `Error from server (Forbidden): selfsubjectreviews.authentication.k8s.io is forbidden: User "system:anonymous" cannot create resource "selfsubjectreviews" in API group "authentication.k8s.io" at the cluster scope`,
      'T22 certain',
    ],
    [
      'kubectl',
      `Error from server (Forbidden): endpoints is forbidden: User "${SA}" cannot list resource "endpoints" in API group "" at the cluster scope`,
      `${RIGHTS}, ${CHARTS}`,
    ],
    [
      'the message alone',
      `endpoints is forbidden: User "${SA}" cannot watch resource "endpoints" in API group "" at the cluster scope`,
      'R02 most likely, R01 possible',
    ],
    ['curl', refusal(SA), `${RIGHTS}, ${CHARTS}`],
    ['curl, in lines', `${JSON.stringify(JSON.parse(refusal(SA)), undefined, 2)}\n`, `${RIGHTS}, ${CHARTS}`],
    [
      'R13',
      'Error from server (Forbidden): error when creating "rbac.yaml": clusterroles.rbac.authorization.k8s.io "x" is forbidden: user "dev" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["endpoints"], Verbs:["list" "watch"]}',
      'R13 certain',
    ],
    [
      'R12',
      'error: unable to recognize "rbac.yaml": no matches for kind "ClusterRole" in version "rbac.authorization.k8s.io/v1beta1"',
      'R12 certain',
    ],
    [
      'R12, newer kubectl',
      'error: resource mapping not found for name: "x" namespace: "" from "rbac.yaml": no matches for kind "ClusterRoleBinding" in version "rbac.authorization.k8s.io/v1beta1"',
      'R12 certain',
    ],
    [
      'R11, the binding',
      'The ClusterRoleBinding "x" is invalid: roleRef: Invalid value: {}: cannot change roleRef',
      'R11 certain',
    ],
    ['R05', 'The ClusterRoleBinding "x" is invalid: subjects[0].namespace: Required value', 'R05 certain'],
    [
      'R09',
      'The ClusterRole "x" is invalid: rules[0].apiGroups: Required value: resource rules must supply at least one api group',
      'R09 certain',
    ],
  ])('%s', (_, line, expected) => {
    expect(causesOf(line, '3.18.0')).toEqual(expected);
  });
});

describe('refusals of the token', () => {
  const review = (words: string): string => `  error: '${words}'\n`;
  test.each([
    ['401', failed('list', 'Unauthorized', status(401, 'Unauthorized', 'Unauthorized')), TOKENS_OF_318],
    ['kubectl', 'error: You must be logged in to the server (Unauthorized)', TOKENS_OF_318],
    [
      'kubectl, at discovery',
      `E1121 10:01:12.345678   12345 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: the server has asked for the client to provide credentials"`,
      TOKENS_OF_318,
    ],
    [
      'T03, T09 or another',
      review('invalid bearer token'),
      'T03 most likely, T09 possible, T01 possible, T21 possible, T27 possible',
    ],
    ['T03', review('[invalid bearer token, go-jose/go-jose: error in cryptographic primitive]'), 'T03 most likely, T09 possible'],
    ['T04', review('[invalid bearer token, service account token has expired]'), 'T04 certain'],
    [
      'T08',
      review(
        '[invalid bearer token, token audiences ["A" "B"] is invalid for the target audiences ["https://kubernetes.default.svc"]]',
      ),
      'T08 certain',
    ],
    ['T09', review('[invalid bearer token, invalid signature, no keys found]'), 'T09 certain'],
    ['T10', review('[invalid bearer token, service account UID (A) does not match claim (B)]'), 'T10 certain'],
    ['T10, gone', review('[invalid bearer token, serviceaccounts "x" not found]'), 'T10 certain'],
    ['T11', review('[invalid bearer token, Token has been invalidated]'), 'T11 most likely, T12 possible, T10 possible'],
    [
      'T10, replaced',
      review("[invalid bearer token, Token does not match server's copy]").replaceAll("server's", "server''s"),
      'T11 most likely, T10 possible',
    ],
    [
      'T18',
      review(
        '[invalid bearer token, the token in secret a/b for service account a/c has been marked invalid. Use tokens from the TokenRequest API]',
      ),
      'T18 certain',
    ],
    [
      'T18, folded',
      "  error: '[invalid bearer token, the token in secret a/b for service account\n    a/c has been marked invalid. Use tokens from the TokenRequest API]'\n",
      'T18 certain',
    ],
    ['T20', review('[invalid bearer token, service account token is not valid yet]'), 'T20 certain'],
    ['T20, iat', review('[invalid bearer token, service account token is issued in the future]'), 'T20 certain'],
    ['JSON', '"error": "[invalid bearer token, service account token has expired]"', 'T04 certain'],
    [
      'the log of an API server',
      'E1121 10:01:12.345678       1 authentication.go:73] "Unable to authenticate the request" err="[invalid bearer token, service account token has expired]"',
      'T04 certain',
    ],
    ['T10 by kubectl', 'Error from server (NotFound): serviceaccounts "apisix" not found', 'T10 most likely'],
    [
      'T14',
      'The Secret "x" is invalid: type: Invalid value: "kubernetes.io/service-account-token": field is immutable',
      'T14 certain',
    ],
    ['T15', 'The Secret "x" is invalid: metadata.annotations[kubernetes.io/service-account.name]: Required value', 'T15 certain'],
    [
      'T24',
      logged('core.lua:148', 'failed to read token from file: failed to open file: /t, error info:/t: No such file or directory'),
      'T24 certain',
    ],
    [
      'T24 at start, up to 3.12',
      thrown(
        'init.lua:441',
        'failed to open file: /var/run/secrets/kubernetes.io/serviceaccount/token, error info:/var/run/secrets/kubernetes.io/serviceaccount/token: No such file or directory',
      ),
      'T24 certain, R07 possible',
    ],
    [
      'T25',
      logged(
        'init.lua:520',
        "list_watch failed, kind: Endpoints, reason: RuntimeException, message : ...apisix/discovery/kubernetes/informer_factory.lua:55: attempt to concatenate field 'token' (a nil value)",
      ),
      'T25 certain',
    ],
    [
      'T22 at start',
      thrown('init.lua:81', 'apiserver.token should set to non-empty string when service.schema is https'),
      'T22 most likely, T24 possible',
    ],
  ])('%s', (_, line, expected) => {
    expect(causesOf(line, '3.18.0')).toEqual(expected);
  });

  test('before 3.17.0 an empty token is no file that cannot be read', () => {
    const line = thrown('init.lua:581', 'apiserver.token should set to non-empty string when service.schema is https');
    expect(causesOf(line, '3.16.0')).toBe('T22 certain');
  });

  test.each([
    ['3.12.0', `${TOKENS}, T06 possible, E05 unlikely, E03 unlikely`],
    ['3.16.0', `${TOKENS}, E05 unlikely, E03 unlikely`],
  ])('a 401 with %s may have causes that later releases have not', (release, expected) => {
    expect(causesOf('error: You must be logged in to the server (Unauthorized)', release)).toEqual(expected);
  });
});
