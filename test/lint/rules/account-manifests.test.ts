import { describe, expect, it } from 'vitest';
import type { DocumentKind, LintDocument } from '../../../src/lint/document.ts';
import type { Edit } from '../../../src/lint/rule.ts';
import { RULES } from '../../../src/lint/rules/index.ts';
import { removedApiVersion } from '../../../src/lint/rules/removed-api-version.ts';
import type { RunFacts } from '../../../src/lint/run-facts.ts';
import { lintDocument } from '../../support/lint-documents.ts';
import { base64, boundClaims, SECRET_CLAIMS, unsignedToken } from '../../support/tokens.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

const facts: RunFacts = {
  configs: () => [],
  objectNamed: () => undefined,
  idsOf: () => [],
  releases: [],
  env: () => undefined,
  isGatewayEnv: false,
  namedFile: undefined,
  manifests: undefined,
  now: NOW,
  foretell: () => [],
};

function documentOf(kind: DocumentKind, text: string): LintDocument {
  return lintDocument(text, { kind, config: undefined });
}

interface Said {
  readonly lines: readonly string[];
  readonly edits: readonly Edit[];
}

/** What the rules about accounts, their rights and tokens say of a document. */
function said(kind: DocumentKind, text: string): Said {
  const document = documentOf(kind, text);
  const complaints = RULES.flatMap((rule) => {
    if (rule.subject !== 'document' || !/^(?:T\d\d|R12|C28)$/.test(rule.id)) return [];
    return rule.check(document, facts).map((complaint) => ({ rule, complaint }));
  });
  return {
    lines: complaints.map(
      ({ rule, complaint: { position, severity = rule.severity, message } }) =>
        `${position.line}:${position.column} ${severity} ${rule.id} ${message}`,
    ),
    edits: complaints.flatMap(({ complaint }) => complaint.fix?.edits ?? []),
  };
}

describe('R12: versions of the API that are gone', () => {
  const object = (apiVersion: string, kind: string, rest = '') =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n${rest}`;
  const rbac =
    '1:13 error R12 ClusterRole x is of rbac.authorization.k8s.io/v1beta1, which Kubernetes 1.22 and newer do not have';
  const slices = '1:13 error R12 EndpointSlice x is of discovery.k8s.io/v1beta1, which Kubernetes 1.25 and newer do not have';

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['rights of today', object('rbac.authorization.k8s.io/v1', 'ClusterRole'), [], []],
    ['rights of yesterday', object('rbac.authorization.k8s.io/v1beta1', 'ClusterRole'), [rbac], ['rbac.authorization.k8s.io/v1']],
    ['slices of yesterday', object('discovery.k8s.io/v1beta1', 'EndpointSlice'), [slices], ['discovery.k8s.io/v1']],
    [
      'slices with a field that has another name now',
      object('discovery.k8s.io/v1beta1', 'EndpointSlice', 'endpoints: [{addresses: [10.0.0.1], topology: {zone: a}}]\n'),
      [slices],
      [],
    ],
    [
      'an Ingress, whose fields are others now',
      object('extensions/v1beta1', 'Ingress'),
      ['1:13 error R12 Ingress x is of extensions/v1beta1, which Kubernetes 1.22 and newer do not have'],
      [],
    ],
    [
      'a Deployment',
      object('apps/v1beta2', 'Deployment'),
      ['1:13 error R12 Deployment x is of apps/v1beta2, which Kubernetes 1.16 and newer do not have'],
      [],
    ],
    ['another kind of a version that is there', object('v1', 'Service'), [], []],
    [
      'an item of a List',
      `apiVersion: v1
kind: List
items:
  - apiVersion: "rbac.authorization.k8s.io/v1beta1"
    kind: ClusterRoleBinding
    metadata: {name: x, namespace: y}
`,
      [
        '4:17 error R12 ClusterRoleBinding y/x is of rbac.authorization.k8s.io/v1beta1, which Kubernetes 1.22 and newer do not have',
      ],
      ['rbac.authorization.k8s.io/v1'],
    ],
  ])('%s', (_title, text, lines, texts) => {
    const { edits, ...rest } = said('manifest', text);
    expect(rest).toEqual({ lines });
    expect(edits.map((edit) => edit.text)).toEqual(texts);
  });

  it('speaks of other fields only where there are some', () => {
    const written = 'apiVersion: "rbac.authorization.k8s.io\\/v1beta1"\nkind: ClusterRole\n';
    const check = removedApiVersion.subject === 'document' ? removedApiVersion.check : () => [];
    expect(check(documentOf('manifest', written), facts).map(({ hint, fix }) => [hint, fix])).toEqual([
      ['Write apiVersion: rbac.authorization.k8s.io/v1', undefined],
    ]);
  });
});

describe('a Secret with the token of a service account', () => {
  const lasting = unsignedToken(SECRET_CLAIMS);
  const secret = (data: string, type = 'kubernetes.io/service-account-token') => `apiVersion: v1
kind: Secret
metadata: {name: apisix-token, namespace: default}
type: ${type}
${data}
`;

  it.each<[string, string, readonly string[]]>([
    ['as Kubernetes makes it', `data: {token: ${base64(lasting)}}`, []],
    ['that Kubernetes has yet to fill', 'data: {}', []],
    ['given as text', `stringData: {token: ${lasting}}`, []],
    [
      'T01: encoded twice',
      `data: {token: ${base64(base64(lasting))}}`,
      [
        '5:15 error T01 data.token of Secret default/apisix-token, decoded once as all data is, is still encoded in base64: the API server answers 401',
      ],
    ],
    [
      'T03: cut off',
      `data: {token: ${base64(lasting.slice(0, -7))}}`,
      [
        '5:15 error T03 data.token of Secret default/apisix-token has a signature of 335 characters, as RS256 never has: its end is missing: the API server answers 401',
      ],
    ],
    [
      'T12: of a pod',
      `stringData: {token: ${unsignedToken(boundClaims({ iat: NOW / 1000, exp: 4e9 }, { pod: { name: 'shop-0' } }))}}`,
      [
        '5:21 warning T12 stringData.token of Secret default/apisix-token was copied out of the pod default/shop-0, and is refused once that pod is gone',
      ],
    ],
    [
      'T21: of a cloud',
      `stringData: {token: ya29.abc}`,
      [
        '5:21 warning T21 stringData.token of Secret default/apisix-token is a token of Google Cloud, which lives an hour, not of a service account',
      ],
    ],
    [
      'T27: a placeholder',
      'stringData: {token: <token>}',
      [
        '5:21 error T27 stringData.token of Secret default/apisix-token only holds the place of a token: the API server answers 401',
      ],
    ],
  ])('%s', (_title, data, lines) => {
    expect(said('manifest', secret(data)).lines).toEqual(lines);
  });

  it('of another type is not looked into', () => {
    expect(said('manifest', secret('stringData: {token: xxx}', 'Opaque')).lines).toEqual([]);
  });

  it('is decoded once by the fix, with the base64 that data asks for', () => {
    expect(said('manifest', secret(`data: {token: ${base64(base64(lasting))}}`)).edits.map(({ text }) => text)).toEqual([
      base64(lasting),
    ]);
    expect(said('manifest', secret(`stringData: {token: "${base64(lasting)}"}`)).edits.map(({ text }) => text)).toEqual([
      lasting,
    ]);
  });
});

describe('C28: values of the chart without account or rights', () => {
  const role = 'rbac.create is not true, so the chart grants the gateway no right to list endpoints';
  const account =
    'serviceAccount.create is not true, so the gateway runs as the account default, which all pods of its namespace share';
  const discovery = (kubernetes: string) => `discovery: {enabled: true, registry: {kubernetes: ${kubernetes}}}\n`;

  it.each<[string, string, readonly string[]]>([
    ['neither', discovery('{}'), [`1:39 warning C28 ${role}`, `1:39 warning C28 ${account}`]],
    [
      'under apisix, as from 2.0.0 on',
      `apisix:\n  discovery:\n    enabled: true\n    registry:\n      kubernetes: {}\n`,
      [`5:7 warning C28 ${role}`, `5:7 warning C28 ${account}`],
    ],
    [
      'both written as false',
      `${discovery('{}')}rbac:\n  create: false\nserviceAccount:\n  create: false\n`,
      [`3:11 warning C28 ${role}`, `5:11 warning C28 ${account}`],
    ],
    ['rights without account', `${discovery('{}')}rbac: {create: true}\n`, [`1:39 info C28 ${account}`]],
    ['an account that is there', `${discovery('{}')}rbac: {create: true}\nserviceAccount: {name: apisix}\n`, []],
    ['both', `${discovery('{}')}rbac: {create: true}\nserviceAccount: {create: true}\n`, []],
    [
      'slices, which the role of the chart leaves out',
      `${discovery('{watch_endpoint_slices: true}')}rbac: {create: true}\nserviceAccount: {create: true}\n`,
      [
        '1:75 warning C28 The ClusterRole of the chart covers endpoints, but not the endpointslices that watch_endpoint_slices asks for',
      ],
    ],
    ['a token from elsewhere', discovery('{client: {token: abc}}'), []],
    ['a token_file from elsewhere', discovery('{client: {token_file: /etc/apisix/token}}'), []],
    ['discovery that is off', 'discovery: {enabled: false, registry: {kubernetes: {}}}\n', []],
    ['another registry', 'discovery: {enabled: true, registry: {dns: {}}}\n', []],
  ])('%s', (_title, text, lines) => {
    expect(said('helm-values', text).lines).toEqual(lines);
  });
});
