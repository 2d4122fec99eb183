import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../support/lint.ts';

interface Case {
  readonly title: string;
  /** The lines of config.yaml. */
  readonly text: readonly string[];
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Everything that lint has to say; with the releases in brackets where several are asked for. */
  readonly found: readonly string[];
}

const GROUPS: readonly { readonly about: string; readonly cases: readonly Case[] }[] = [
  {
    about: 'service',
    cases: [
      {
        title: 'a host, a port as text and a token file are fine',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service:',
          '      schema: https',
          '      host: 10.1.0.5',
          '      port: "6443"',
          '    client:',
          '      token_file: /etc/apisix/token',
        ],
        found: [],
      },
      {
        title: 'a port without quotes',
        text: ['discovery:', '  kubernetes:', '    service: {host: h, port: 6443}', '    client: {token_file: /t}'],
        found: [
          '3:30 error C01 discovery.kubernetes.service.port is the number 6443, but must be a port from 1 to 65535 written as text, or ${VAR}',
        ],
      },
      {
        title: 'a port that YAML 1.1 reads as octal',
        text: ['discovery:', '  kubernetes:', '    service: {host: h, port: 06443}', '    client: {token_file: /t}'],
        found: [
          '3:30 error C01 discovery.kubernetes.service.port is the number 3363 (written 06443), but must be a port from 1 to 65535 written as text, or ${VAR}',
        ],
      },
      {
        title: 'a port from ${{VAR}}',
        text: ['discovery:', '  kubernetes:', '    service: {host: h, port: "${{P}}"}', '    client: {token_file: /t}'],
        env: { P: '6443' },
        found: [
          '3:30 error C06 discovery.kubernetes.service.port is the number 6443 (written ${{P}}), but must be a port from 1 to 65535 written as text, or ${VAR}',
        ],
      },
      {
        title: 'a URL as host',
        text: ['discovery:', '  kubernetes:', '    service: {host: "https://h.example:6443"}', '    client: {token_file: /t}'],
        found: [
          '3:21 error C02 discovery.kubernetes.service.host is "https://h.example:6443", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
        ],
      },
      {
        title: 'a URL with credentials, which are not shown',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service: {host: "https://apisix:secret@h.example:6443/api"}',
          '    client: {token_file: /t}',
        ],
        found: [
          '3:21 error C02 discovery.kubernetes.service.host is "https://***@h.example:6443/api", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
        ],
      },
      {
        title: 'a service that is text',
        text: ['discovery:', '  kubernetes:', '    service: https://h.example', '    client: {token_file: /t}'],
        found: ['3:14 error C02 discovery.kubernetes.service is "https://h.example", but must be a map'],
      },
      {
        title: 'an IPv6 address',
        text: ['discovery:', '  kubernetes:', '    service: {host: "[fd00::1]", port: "6443"}', '    client: {token_file: /t}'],
        found: [
          '3:21 error C03 discovery.kubernetes.service.host is "[fd00::1]", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
        ],
      },
      {
        title: 'capitals in a host',
        text: ['discovery:', '  kubernetes:', '    service: {host: K8S.Example, port: "6443"}', '    client: {token_file: /t}'],
        found: [
          '3:21 error C04 discovery.kubernetes.service.host is "K8S.Example", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
        ],
      },
      {
        title: 'a shell variable as host',
        text: ['discovery:', '  kubernetes:', '    service: {host: $HOST, port: "6443"}', '    client: {token_file: /t}'],
        found: [
          '3:21 error C04 discovery.kubernetes.service.host is "$HOST", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
        ],
      },
      {
        title: 'a variable whose name ends in a digit',
        text: ['discovery:', '  kubernetes:', '    service: {host: "${H1}", port: "6443"}', '    client: {token_file: /t}'],
        found: [
          '3:21 error C05 discovery.kubernetes.service.host is "${H1}", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
        ],
      },
      {
        title: 'a host alone',
        text: ['discovery:', '  kubernetes:', '    service: {host: h}', '    client: {token_file: /t}'],
        found: [
          '3:15 warning C25 service.host stands without service.port, which is then ${KUBERNETES_SERVICE_PORT}: that is set in a pod only, for the cluster of the pod',
        ],
      },
      {
        title: 'a host alone where the gateway has no port',
        text: ['discovery:', '  kubernetes:', '    service: {host: h}', '    client: {token_file: /t}'],
        flags: ['--check-env'],
        found: [
          '3:15 error C25 service.host stands without service.port, which is then ${KUBERNETES_SERVICE_PORT}: it is not set',
        ],
      },
      {
        title: 'the host of the pod alone is fine',
        text: ['discovery:', '  kubernetes:', '    service: {host: kubernetes.default.svc}', '    client: {token_file: /t}'],
        found: [],
      },
      {
        title: 'a port alone',
        text: ['discovery:', '  kubernetes:', '    service: {port: "6443"}', '    client: {token_file: /t}'],
        found: [
          '3:15 warning C25 service.port stands without service.host, which is then ${KUBERNETES_SERVICE_HOST}: that is set in a pod only, for the cluster of the pod',
        ],
      },
      {
        title: 'plain HTTP to the port of the pod',
        text: ['discovery:', '  kubernetes:', '    service: {schema: http}', '    client: {token_file: /t}'],
        found: ['3:23 error C31 service.schema is http, but the port ${KUBERNETES_SERVICE_PORT} of an API server speaks TLS'],
      },
      {
        title: 'plain HTTP to 6443',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service: {schema: http, host: h, port: "6443"}',
          '    client: {token_file: /t}',
        ],
        found: ['3:23 warning C31 service.schema is http, but the port 6443 of an API server speaks TLS'],
      },
      {
        title: 'plain HTTP to another port is fine',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service: {schema: http, host: h, port: "8080"}',
          '    client: {token_file: /t}',
        ],
        found: [],
      },
      {
        title: 'ssl_verify before 3.17.0, and without the CA of the cluster',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service: {host: h, port: "6443", ssl_verify: true}',
          '    client: {token_file: /t}',
        ],
        flags: ['--gateway-version', '3.16.0', '--gateway-version', '3.18.0'],
        found: [
          '3:38 warning C23 service.ssl_verify is ignored before APISIX 3.17.0: the certificate of the API server is not verified [3.16.0]',
          '3:38 warning C23 service.ssl_verify is on, but only what the system trusts is trusted, which is rarely the CA of a cluster [3.18.0]',
        ],
      },
      {
        title: 'ssl_verify with a CA',
        text: [
          'apisix: {ssl: {ssl_trusted_certificate: /ca.pem}}',
          'discovery:',
          '  kubernetes:',
          '    service: {host: h, port: "6443", ssl_verify: true}',
          '    client: {token_file: /t}',
        ],
        found: ['4:38 info C23 service.ssl_verify checks the chain and the dates of the certificate, but never the name in it'],
      },
      {
        title: 'ssl_verify off is fine',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service: {host: h, port: "6443", ssl_verify: false}',
          '    client: {token_file: /t}',
        ],
        found: [],
      },
    ],
  },
  {
    about: 'client and clusters',
    cases: [
      {
        title: 'a list of clusters is fine',
        text: [
          'discovery:',
          '  kubernetes:',
          '    - {id: a, service: {host: h, port: "1"}, client: {token_file: /a}}',
          '    - {id: b, service: {host: i, port: "1"}, client: {token_file: /b}}',
        ],
        found: [],
      },
      {
        title: 'a cluster of a list without client and port',
        text: ['discovery:', '  kubernetes:', '    - id: a', '      service: {host: h}'],
        found: [
          '3:7 error C07 discovery.kubernetes[0] lacks client: every cluster of a list needs it',
          '4:7 error C07 discovery.kubernetes[0].service lacks port: a list of clusters has no defaults',
        ],
      },
      {
        title: 'an id with a hyphen',
        text: ['discovery:', '  kubernetes:', '    - {id: eu-1, service: {host: h, port: "1"}, client: {token_file: /t}}'],
        found: ['3:12 error C08 discovery.kubernetes[0].id is "eu-1", but must be 1 to 64 lower-case letters and digits as text'],
      },
      {
        title: 'an id of ten characters before 3.14.0',
        text: ['discovery:', '  kubernetes:', '    - {id: abcdefghij, service: {host: h, port: "1"}, client: {token_file: /t}}'],
        flags: ['--gateway-version', '3.13.0', '--gateway-version', '3.14.0'],
        found: [
          '3:12 error C08 discovery.kubernetes[0].id is "abcdefghij", but must be 1 to 8 lower-case letters and digits as text [3.13.0]',
        ],
      },
      {
        title: 'the same id twice',
        text: [
          'discovery:',
          '  kubernetes:',
          '    - {id: a, service: {host: h, port: "1"}, client: {token_file: /t}}',
          '    - {id: a, service: {host: i, port: "1"}, client: {token_file: /t}}',
        ],
        found: ['4:12 error C09 The id "a" is taken by the cluster at line 3'],
      },
      {
        title: 'both credentials, in two ages',
        text: ['discovery:', '  kubernetes:', '    service: {host: h, port: "1"}', '    client: {token: "${T}", token_file: /t}'],
        flags: ['--gateway-version', '2.15.3', '--gateway-version', '3.18.0'],
        found: [
          '4:5 error C10 discovery.kubernetes.client has token and token_file, but only one of them is allowed [2.15.3]',
          '4:29 warning C10 client.token_file is not read, because client.token is set [3.18.0]',
        ],
      },
      {
        title: '"Bearer " before a token, which is not shown',
        text: ['discovery:', '  kubernetes:', '    client: {token: "Bearer abcdef"}'],
        found: [
          '3:21 error C11 discovery.kubernetes.client.token is other text, but must be one line of at most 4096 characters A-Z a-z 0-9 + / . _ = - as text, or ${VAR}',
        ],
      },
      {
        title: 'a URL as token_file',
        text: ['discovery:', '  kubernetes:', '    client: {token_file: "file:///t"}'],
        found: [
          '3:26 error C12 discovery.kubernetes.client.token_file is "file:///t", but must be a path of 1 to 500 characters without : * ? " < > |',
        ],
      },
      {
        title: 'files of certificates',
        text: ['discovery:', '  kubernetes:', '    ca_file: /ca', '    client: {cert_file: /c, keyFile: /k, token_file: /t}'],
        found: [
          '3:5 warning C32 discovery.kubernetes.ca_file is ignored: the gateway uses no client certificates, and no CA of its own for discovery',
          '4:14 warning C32 discovery.kubernetes.client.cert_file is ignored: the gateway uses no client certificates, and no CA of its own for discovery',
          '4:29 warning C32 discovery.kubernetes.client.keyFile is ignored: the gateway uses no client certificates, and no CA of its own for discovery',
        ],
      },
    ],
  },
  {
    about: 'selectors',
    cases: [
      {
        title: 'sound patterns and a selector are fine',
        text: [
          'discovery:',
          '  kubernetes:',
          '    namespace_selector: {match: [default, "^my-.*$", "(dev|test)-.+"]}',
          '    label_selector: app in (web,shop),!canary',
        ],
        found: [],
      },
      {
        title: 'two keys',
        text: ['discovery:', '  kubernetes:', '    namespace_selector: {equal: a, match: [b]}'],
        found: ['3:5 error C14 discovery.kubernetes.namespace_selector has equal and match, but only one of them is allowed'],
      },
      {
        title: 'an unknown key alone',
        text: ['discovery:', '  kubernetes:', '    namespace_selector: {equals: a}'],
        found: [
          '3:5 error C14 discovery.kubernetes.namespace_selector has none of equal, not_equal, match, not_match, only equals',
          '3:26 error C19 The gateway does not know discovery.kubernetes.namespace_selector.equals',
        ],
      },
      {
        title: 'patterns that match no namespace',
        text: ['discovery:', '  kubernetes:', '    namespace_selector: {match: ["^my-", "-prod$", Shop, my_shop]}'],
        found: [
          '3:34 error C15 The pattern ^my- matches no namespace: it must match the whole name, which has a-z, 0-9 and hyphens inside',
          '3:42 error C15 The pattern -prod$ matches no namespace: it must match the whole name, which has a-z, 0-9 and hyphens inside',
          '3:52 error C15 The pattern Shop matches no namespace: it must match the whole name, which has a-z, 0-9 and hyphens inside',
          '3:58 error C15 The pattern my_shop matches no namespace: it must match the whole name, which has a-z, 0-9 and hyphens inside',
        ],
      },
      {
        title: 'patterns that match less than they seem to',
        text: ['discovery:', '  kubernetes:', '    namespace_selector: {not_match: ["dev|dev-.*", "^shop", "kube-*"]}'],
        found: [
          '3:38 warning C15 The pattern dev|dev-.* does not match the namespace dev-a: its leftmost match is dev, not the whole name',
          '3:52 warning C15 The pattern ^shop matches no other namespace than shop: it must match the whole name',
          '3:61 warning C15 The pattern kube-* matches no other namespace than kube: it must match the whole name',
        ],
      },
      {
        title: 'patterns that do not compile',
        text: ['discovery:', '  kubernetes:', '    namespace_selector:', '      match: ["*-test"]'],
        found: ['4:15 error C16 The pattern *-test is no regular expression (nothing to repeat): it matches nothing'],
      },
      {
        title: 'a pattern that excludes everything',
        text: ['discovery:', '  kubernetes:', '    namespace_selector: {not_match: ["(a"]}'],
        found: [
          '3:38 error C16 The pattern (a is no regular expression (missing )): it excludes every namespace that no pattern before it decides',
        ],
      },
      {
        title: 'quotes in a label_selector',
        text: ['discovery:', '  kubernetes:', '    label_selector: first="a",second="b"'],
        found: ['3:21 error C17 label_selector has quotes in it, which the API server refuses with 400'],
      },
      {
        title: 'a comma at the end of a label_selector',
        text: ['discovery:', '  kubernetes:', '    label_selector: app=web,'],
        found: ["3:21 error C17 The API server refuses label_selector with 400: found '', expected: identifier after ','"],
      },
      {
        title: 'a label_selector that is a map',
        text: ['discovery:', '  kubernetes:', '    label_selector: {app: web}'],
        found: ['3:21 error C17 discovery.kubernetes.label_selector is a map, but must be text'],
      },
      {
        title: 'labels of pods, and of slices where Endpoints are watched',
        text: ['discovery:', '  kubernetes:', '    label_selector: pod-template-hash,kubernetes.io/service-name=x'],
        found: [
          '3:21 warning C18 label_selector asks for kubernetes.io/service-name, which EndpointSlices have, but the Endpoints watched here do not',
          '3:21 warning C18 label_selector asks for pod-template-hash, which pods have, but Endpoints and EndpointSlices do not',
        ],
      },
      {
        title: 'labels of slices where slices are watched are fine',
        text: [
          'discovery:',
          '  kubernetes:',
          '    label_selector: kubernetes.io/service-name=x',
          '    watch_endpoint_slices: true',
        ],
        found: [],
      },
    ],
  },
  {
    about: 'keys and values',
    cases: [
      {
        title: 'unknown keys at every level',
        text: [
          'discovery:',
          '  kubernetes:',
          '    id: a',
          '    clusters: []',
          '    host: h',
          '    labelSelector: a=b',
          '    service:',
          '      scheme: https',
          '      host: h',
          '      port: "6443"',
          '      foo: 1',
          '    client:',
          '      token_file: /t',
          '      tokenFile: /u',
          '      ssl_verify: true',
        ],
        found: [
          '3:5 warning C19 discovery.kubernetes.id is ignored: a single cluster has no id, and no service_name begins with it',
          '4:5 warning C19 The gateway does not know discovery.kubernetes.clusters',
          '5:5 error C19 The gateway does not know discovery.kubernetes.host',
          '6:5 error C19 The gateway does not know discovery.kubernetes.labelSelector',
          '8:7 error C19 The gateway does not know discovery.kubernetes.service.scheme',
          '11:7 warning C19 The gateway does not know discovery.kubernetes.service.foo',
          '14:7 error C19 The gateway does not know discovery.kubernetes.client.tokenFile',
          '15:7 error C19 The gateway does not know discovery.kubernetes.client.ssl_verify',
        ],
      },
      {
        title: 'a key that every JavaScript object has',
        text: ['discovery:', '  kubernetes:', '    constructor: 1'],
        found: ['3:5 warning C19 The gateway does not know discovery.kubernetes.constructor'],
      },
      {
        title: 'a key that the release does not have',
        text: ['discovery:', '  kubernetes:', '    shared_size: 10m', '    client: {token_file: /t}'],
        flags: ['--gateway-version', '2.15.3'],
        found: ['3:5 warning C19 discovery.kubernetes.shared_size is ignored before APISIX 3.0.0'],
      },
      {
        title: 'watch_endpoint_slices by release',
        text: ['discovery:', '  kubernetes:', '    watch_endpoint_slices: true', '    client: {token_file: /t}'],
        flags: [
          '--gateway-version',
          '3.8.1',
          '--gateway-version',
          '3.9.0',
          '--gateway-version',
          '3.14.1',
          '--gateway-version',
          '3.15.0',
        ],
        found: [
          '3:5 error C22 watch_endpoint_slices does not work in APISIX 3.14: services are kept under the names of their slices, nodes have no host [3.14.1]',
          '3:5 warning C22 watch_endpoint_slices has no effect before APISIX 3.14.0: Endpoints are watched all the same [3.8.1,3.9.0]',
        ],
      },
      {
        title: 'a capital M',
        text: ['discovery:', '  kubernetes:', '    shared_size: 64M'],
        found: ['3:18 error C13 discovery.kubernetes.shared_size is "64M", but must be megabytes such as 64m'],
      },
      {
        title: '100m before 3.13.0',
        text: ['discovery:', '  kubernetes:', '    shared_size: 100m', '    client: {token_file: /t}'],
        flags: ['--gateway-version', '3.12.0', '--gateway-version', '3.13.0'],
        found: ['3:18 error C13 discovery.kubernetes.shared_size is "100m", but must be megabytes from 1m to 99m [3.12.0]'],
      },
      {
        title: 'more memory than there is',
        text: ['discovery:', '  kubernetes:', '    shared_size: 67108864m'],
        found: [
          '3:18 warning C39 discovery.kubernetes.shared_size is 67108864m, over 10 GiB: nginx maps as much when it starts, and does not start where it cannot',
        ],
      },
      {
        title: 'a weight of 0',
        text: ['discovery:', '  kubernetes:', '    default_weight: 0'],
        found: ['3:21 error C24 default_weight is 0: every discovered node gets this weight, and none takes requests'],
      },
      {
        title: 'values of other types',
        text: [
          'discovery:',
          '  kubernetes:',
          '    default_weight: "50"',
          '    watch_endpoint_slices: "true"',
          '    service: {schema: HTTPS}',
        ],
        found: [
          '3:21 error C36 discovery.kubernetes.default_weight is "50", but must be an integer from 0 on',
          '4:28 error C36 discovery.kubernetes.watch_endpoint_slices is "true", but must be true or false without quotes',
          '5:23 error C36 discovery.kubernetes.service.schema is "HTTPS", but must be http or https',
        ],
      },
      {
        title: 'a key that stands twice',
        text: ['discovery:', '  kubernetes:', '    default_weight: 10', '    default_weight: 50', '    client: {token_file: /t}'],
        flags: ['--gateway-version', '3.9.1', '--gateway-version', '3.10.0'],
        found: [
          '4:5 warning C37 The key default_weight stands here a second time; the gateway takes the first one [3.9.1]',
          '4:5 warning C37 The key default_weight stands here a second time; the gateway takes the last one [3.10.0]',
        ],
      },
      {
        title: 'keys without a value',
        text: ['discovery:', '  kubernetes:', '    service:', '      host:', '      port:', '    client:', '      token:'],
        found: [
          '4:7 warning C35 discovery.kubernetes.service.host has no value, so the gateway takes ${KUBERNETES_SERVICE_HOST}',
          '5:7 warning C35 discovery.kubernetes.service.port has no value, so the gateway takes ${KUBERNETES_SERVICE_PORT}',
          '7:7 warning C35 discovery.kubernetes.client.token has no value, so the gateway takes the token of its pod',
        ],
      },
      {
        title: 'null that changes nothing is fine',
        text: [
          'discovery:',
          '  kubernetes:',
          '    label_selector:',
          '    service: {schema: ~}',
          '    client: {token: , token_file: /t}',
        ],
        found: [],
      },
      {
        title: 'placeholders that are refused',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service: {host: "<API_SERVER>", port: CHANGEME}',
          '    client: {token_file: /t}',
        ],
        found: [
          '3:21 error C35 discovery.kubernetes.service.host is "<API_SERVER>", but must be a lower-case DNS name, an IPv4 address or ${VAR}',
          '3:43 error C35 discovery.kubernetes.service.port is "CHANGEME", but must be a port from 1 to 65535 written as text, or ${VAR}',
        ],
      },
      {
        title: 'placeholders that pass',
        text: [
          'discovery:',
          '  kubernetes:',
          '    service: {host: changeme, port: "6443"}',
          '    client: {token_file: /path/to/token}',
        ],
        found: [
          '3:21 error C35 discovery.kubernetes.service.host is still changeme',
          '4:26 error C35 discovery.kubernetes.client.token_file is still /path/to/token',
        ],
      },
    ],
  },
  {
    about: 'the discovery block',
    cases: [
      {
        title: 'no value',
        text: ['discovery:', '  kubernetes:'],
        found: ['2:3 error C20 discovery.kubernetes has no value, so Kubernetes discovery is off'],
      },
      {
        title: 'settings that are not indented under kubernetes',
        text: ['discovery:', '  kubernetes:', '  default_weight: 10'],
        found: [
          "3:3 error C33 default_weight is no registry: the check passes over it, then nginx does not start (module 'apisix.discovery.…' not found)",
        ],
      },
      {
        title: 'nothing under discovery',
        text: ['discovery:'],
        found: ['1:1 error C21 discovery.kubernetes is missing, so Kubernetes discovery is off'],
      },
      { title: 'other registries alone are fine', text: ['discovery: {nacos: {host: ["http://n:8848"]}}'], found: [] },
      {
        title: 'text instead of a map',
        text: ['discovery: kubernetes'],
        found: ['1:12 error C36 discovery is "kubernetes", but must be a map'],
      },
      {
        title: 'a key that is no registry',
        text: ['discovery:', '  k8s: {}'],
        found: [
          "2:3 error C33 k8s is no registry: the check passes over it, then nginx does not start (module 'apisix.discovery.…' not found)",
        ],
      },
      {
        title: 'a registry that does not start',
        text: ['discovery: {consul: {servers: ["http://c:8500/"]}}'],
        found: [
          '1:32 error C38 discovery.consul.servers[0] is "http://c:8500/"; the check passes, but consul starts only with http://host:port',
        ],
      },
      {
        title: 'a token that was masked',
        text: ['discovery:', '  kubernetes:', '    client: {token: *****}'],
        found: ['3:21 error C34 Cannot read YAML: this reads as an alias (*name), and no such anchor is set before it'],
      },
      {
        title: 'under apisix',
        text: ['apisix:', '  discovery:', '    kubernetes: {}'],
        found: [
          '3:5 error C21 kubernetes stands under apisix.discovery, where the gateway does not look, so Kubernetes discovery is off',
        ],
      },
      {
        title: 'under deployment',
        text: ['deployment:', '  discovery:', '    kubernetes: {}'],
        found: [
          '3:5 error C21 kubernetes stands under deployment.discovery, where the gateway does not look, so Kubernetes discovery is off',
        ],
      },
      {
        title: 'at the top',
        text: ['apisix: {node_listen: 9080}', 'kubernetes: {}'],
        found: [
          '2:1 error C21 kubernetes stands at the top of the file, where the gateway does not look, so Kubernetes discovery is off',
        ],
      },
    ],
  },
];

describe.each(GROUPS)('$about', ({ cases }) => {
  test.each(cases)('$title', async ({ text, flags = [], env = {}, found }) => {
    const { report } = await lintFiles({ 'config.yaml': `${text.join('\n')}\n` }, { flags, env });
    const said = report.files
      .flatMap(({ findings }) => findings)
      .map(({ line, column, severity, id, message, gatewayVersions }) => {
        const releases = flags.length > 2 ? ` [${gatewayVersions.join()}]` : '';
        return `${line}:${column} ${severity} ${id} ${message}${releases}`;
      });
    expect(said).toEqual(found);
  });
});
