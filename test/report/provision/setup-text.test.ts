import { expect, test } from 'vitest';
import type { SetupReport } from '../../../src/provision/report.ts';
import { setupText } from '../../../src/report/provision/setup-text.ts';
import type { SetupTextOptions } from '../../../src/report/provision/setup-text.ts';
import { plainPage } from '../../support/page.ts';
import { cluster, objects, report, UNTOUCHED } from './made-setup.ts';

function textOf(shown: SetupReport, options: Partial<SetupTextOptions> = {}): string {
  return setupText(shown, {
    page: plainPage(),
    now: Date.UTC(2026, 10, 21, 10),
    verbose: false,
    diff: false,
    next: [],
    ...options,
  });
}

test('a fresh account is shown object by object, then what its token was tried on, then what to do next', () => {
  const next = [
    { kind: 'command', text: 'k8s-disco setup-rbac --emit-config config.yaml' },
    { kind: 'words', text: 'then reload the gateway' },
  ] as const;
  expect(textOf(report(), { next })).toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
  ServiceAccount      default/apisix-discovery        created
  ClusterRole         apisix-discovery                created
    list, watch endpoints
  ClusterRoleBinding  apisix-discovery                created
  Secret              default/apisix-discovery-token  created
    token after 0.2 s
✔ the token is system:serviceaccount:default:apisix-discovery, never expires
✔ listed 214 endpoints in the whole cluster, a watch of them answers
Next: k8s-disco setup-rbac --emit-config config.yaml
      then reload the gateway
`);
});

test('on a narrow page sentences are broken, and states stand under their objects', () => {
  expect(textOf(report(), { page: plainPage({ columns: 44 }) })).toBe(`prod (https://10.1.0.5:6443), Kubernetes
  1.36, as kubernetes-admin
  ServiceAccount default/apisix-discovery
    created
  ClusterRole apisix-discovery
    created
    list, watch endpoints
  ClusterRoleBinding apisix-discovery
    created
  Secret default/apisix-discovery-token
    created
    token after 0.2 s
✔ the token is
    system:serviceaccount:default:apisix-discovery,
    never expires
✔ listed 214 endpoints in the whole cluster,
    a watch of them answers
`);
});

test('on a wide page they stand beside them; without UTF-8 the symbols are ASCII', () => {
  expect(textOf(report(), { page: plainPage({ columns: 120, utf8: false }) }))
    .toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
  ServiceAccount      default/apisix-discovery        created
  ClusterRole         apisix-discovery                created  list, watch endpoints
  ClusterRoleBinding  apisix-discovery                created
  Secret              default/apisix-discovery-token  created  token after 0.2 s
ok the token is system:serviceaccount:default:apisix-discovery, never expires
ok listed 214 endpoints in the whole cluster, a watch of them answers
`);
});

test('a dry run says what would become of each object, and --diff how it would change', () => {
  const difference = ['@@ -9,3 +9,4 @@', ' rules:', '-      - endpoints', '+      - endpointslices'];
  const planned = objects({
    ClusterRole: { state: 'changed', detail: 'list, watch endpointslices', difference },
    Secret: { state: 'unchanged' },
  });
  const shown = report({ dryRun: true, clusters: [cluster({ ...UNTOUCHED, objects: planned })] });
  expect(textOf(shown, { diff: true })).toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
  ServiceAccount      default/apisix-discovery        would be created
  ClusterRole         apisix-discovery                would be changed
    list, watch endpointslices
    @@ -9,3 +9,4 @@
     rules:
    -      - endpoints
    +      - endpointslices
  ClusterRoleBinding  apisix-discovery                would be created
  Secret              default/apisix-discovery-token  unchanged
`);
  const grown = objects({ ClusterRole: { state: 'changed', difference: ['@@ -9,3 +9,4 @@', '+      - endpointslices'] } });
  expect(textOf(report({ clusters: [cluster({ objects: grown })] }))).not.toContain('@@');
});

test('what stands in the way is shown with its difference and the flag that goes over it', () => {
  const blocked = objects({
    ServiceAccount: {
      state: 'foreign',
      detail: 'it carries no label app.kubernetes.io/managed-by: k8s-disco',
      overriddenBy: ['force'],
      difference: ['+  labels:'],
    },
    ClusterRole: {
      state: 'conflict',
      detail: 'kubectl-edit has set .rules',
      overriddenBy: ['force'],
      difference: ['-      - "*"', '+      - list'],
    },
    ClusterRoleBinding: { state: 'immutable', detail: 'it binds the ClusterRole view, and roleRef cannot be changed' },
    Secret: { state: 'not-reached' },
  });
  expect(textOf(report({ clusters: [cluster({ ...UNTOUCHED, objects: blocked })] })))
    .toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
  ServiceAccount      default/apisix-discovery        not ours
    it carries no label app.kubernetes.io/managed-by: k8s-disco
    +  labels:
  ClusterRole         apisix-discovery                in conflict
    kubectl-edit has set .rules
    -      - "*"
    +      - list
  ClusterRoleBinding  apisix-discovery                cannot change
    it binds the ClusterRole view, and roleRef cannot be changed
  Secret              default/apisix-discovery-token  not written
✖ nothing is written: ServiceAccount default/apisix-discovery is not ours to
    change
    --force takes it over and makes it as the lines with + say; --name NAME
    makes another account beside it.
✖ ClusterRole apisix-discovery has fields that others have set to other values
    --force takes these fields over and makes it as the lines with + say.
✖ ClusterRoleBinding apisix-discovery differs in a field that Kubernetes never
    changes
    --recreate deletes it and makes it anew; the gateway is refused in between.
`);
});

test('missing rights are listed by object, with a reason where the right does not say it itself', () => {
  const account = { group: '', resource: 'serviceaccounts', namespace: 'default', name: 'gw' };
  const missing = [
    { ...account, verb: 'patch' },
    { ...account, verb: 'create' },
    { ...account, verb: 'create', subresource: 'token', reason: 'to issue a token' },
    {
      verb: 'bind',
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterroles',
      name: 'gw',
      reason: 'to bind a ClusterRole with rights that you do not hold yourself',
    },
  ];
  const shown = report({ clusters: [cluster({ ...UNTOUCHED, user: 'jane', objects: [], missing })] });
  expect(textOf(shown, { next: [{ kind: 'words', text: 'an admin applies the YAML below; then run this again' }] }))
    .toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as jane
✖ nothing is written: jane lacks 4 rights
    patch, create serviceaccounts gw in default
    create serviceaccounts/token gw in default
        to issue a token
    bind clusterroles.rbac.authorization.k8s.io gw
        to bind a ClusterRole with rights that you do not hold yourself
Next: an admin applies the YAML below; then run this again
`);
});

test('a token that fails is told with the row of the catalogue, and what was not tried', () => {
  const failing = cluster({
    proof: [
      { what: 'identity', outcome: 'unknown', message: 'Kubernetes before 1.26 does not say whose token it is' },
      {
        what: 'list',
        resource: 'endpoints',
        outcome: 'fail',
        message: 'https://10.1.0.5:6443 refuses to list endpoints (403)',
        id: 'R01',
      },
      { what: 'watch', resource: 'endpoints', outcome: 'unknown', message: 'a watch was not tried, as the list failed' },
    ],
    findings: [{ id: 'R17', severity: 'warning', message: 'The token may read Secrets.' }],
  });
  expect(textOf(report({ clusters: [failing] }))).toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
  ServiceAccount      default/apisix-discovery        created
  ClusterRole         apisix-discovery                created
    list, watch endpoints
  ClusterRoleBinding  apisix-discovery                created
  Secret              default/apisix-discovery-token  created
    token after 0.2 s
? Kubernetes before 1.26 does not say whose token it is
✖ https://10.1.0.5:6443 refuses to list endpoints (403)                      R01
? a watch was not tried, as the list failed
⚠ The token may read Secrets.                                                R17
`);
});

test('a token of TokenRequest has an end', () => {
  const token = {
    secret: null,
    subject: 'system:serviceaccount:default:gw',
    expires: '2026-11-22T10:00:00.000Z',
    waitedMs: null,
  };
  const proof = [{ what: 'identity', outcome: 'pass', message: 'the token is system:serviceaccount:default:gw' }] as const;
  expect(textOf(report({ clusters: [cluster({ objects: [], token, proof })] })))
    .toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
✔ the token is system:serviceaccount:default:gw, expires 2026-11-22 10:00 UTC,
    in 24 h
`);
});

test('several clusters stand apart under their ids; one that failed says why, one behind it that nothing was written', () => {
  const clusters = [
    cluster({ id: 'eu', name: 'prod-eu', objects: objects().slice(0, 1), proof: [] }),
    cluster({
      ...UNTOUCHED,
      id: 'us',
      name: 'prod-us',
      server: 'https://10.2.0.5:6443',
      objects: objects({ ServiceAccount: { state: 'failed' } }).slice(0, 1),
      error: { message: 'the API server fails (500). Nothing was changed', id: 'G07' },
    }),
    cluster({
      ...UNTOUCHED,
      id: 'asia',
      name: 'asia',
      kubernetes: null,
      user: null,
      objects: objects({ ServiceAccount: { state: 'not-reached' } }).slice(0, 1),
    }),
  ];
  const emitted = {
    config: { path: 'config.yaml', state: 'not-written', isExposed: false },
    tokenFile: null,
    findings: [],
  } as const;
  expect(textOf(report({ clusters, emitted }))).toBe(`eu: prod-eu (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
  ServiceAccount  default/apisix-discovery  created

us: prod-us (https://10.2.0.5:6443), Kubernetes 1.36, as kubernetes-admin
  ServiceAccount  default/apisix-discovery  failed
✖ the API server fails (500). Nothing was changed                            G07

asia (https://10.1.0.5:6443)
  ServiceAccount  default/apisix-discovery  not written
– config.yaml not written
`);
});

test('files for the gateway are told, and what keeps it from working with them', () => {
  const emitted = {
    tokenFile: { path: '/etc/apisix/token', state: 'created', isExposed: false },
    config: { path: 'config.yaml', state: 'changed', isExposed: true },
    findings: [
      { id: 'N13', severity: 'warning', message: '127.0.0.1:6443 is this machine.', cluster: 'eu' },
      { id: 'N11', severity: 'info', message: 'The kubeconfig has a client certificate.' },
    ],
  } as const;
  const quiet = cluster({ objects: [], token: null, proof: [] });
  expect(textOf(report({ clusters: [quiet], emitted }))).toBe(`prod (https://10.1.0.5:6443), Kubernetes 1.36, as kubernetes-admin
✔ /etc/apisix/token created
✔ config.yaml changed
⚠ config.yaml holds a token, and others than its owner may read it
    Unless the gateway needs that: chmod 600 config.yaml
⚠ 127.0.0.1:6443 is this machine.                                            N13
`);
  expect(textOf(report({ clusters: [quiet, quiet], emitted }), { verbose: true })).toContain(
    'eu: 127.0.0.1:6443 is this machine.',
  );
  expect(textOf(report({ clusters: [quiet], emitted }), { verbose: true })).toContain('The kubeconfig has a client certificate.');
});

test('names of a cluster cannot command the terminal', () => {
  const hostile = cluster({
    name: 'a\u001b[2J',
    user: 'b\u0007',
    objects: objects({ ClusterRole: { detail: '\u001b[2Jc', difference: ['+\u001b[2Jd'] } }),
  });
  expect(textOf(report({ clusters: [hostile] }), { diff: true })).not.toMatch(/[\u001b\u0007]/);
});
