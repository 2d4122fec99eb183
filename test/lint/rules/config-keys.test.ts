import { testConfigs } from '../../support/config-cases.ts';

testConfigs([
  {
    title: 'templates without quotes that were not rendered',
    text: [
      'discovery:',
      '  kubernetes:',
      '    - id: a',
      '      service: {host: {{ .Values.host }}, port: {{ .Values.port | quote }}}',
      '      client: {{ .Values.client }}',
    ],
    found: [
      '4:23 error C35 discovery.kubernetes[0].service.host is a template that was not rendered, but must be a lower-case DNS name, an IPv4 address or ${VAR}',
      '4:49 error C35 discovery.kubernetes[0].service.port is a template that was not rendered, but must be a port from 1 to 65535 written as text, or ${VAR}',
      '5:15 error C35 discovery.kubernetes[0].client is a template that was not rendered, but must be a map',
    ],
  },
  {
    title: 'a template that reads as nothing',
    text: ['discovery:', '  kubernetes:', '    service: {{ .Values.service }}'],
    found: [
      '3:5 warning C35 discovery.kubernetes.service has no value, so the gateway takes the cluster that the gateway runs in',
    ],
  },
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
    found: [
      '3:18 error C13 discovery.kubernetes.shared_size is "64M", but must be megabytes such as 64m, at most 99m before APISIX 3.13.0',
    ],
  },
  {
    title: '100m before 3.13.0',
    text: ['discovery:', '  kubernetes:', '    shared_size: 100m', '    client: {token_file: /t}'],
    flags: ['--gateway-version', '3.12.0', '--gateway-version', '3.13.0'],
    found: [
      '3:18 error C13 discovery.kubernetes.shared_size is "100m", but must be megabytes such as 64m, at most 99m before APISIX 3.13.0 [3.12.0]',
    ],
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
    text: ['discovery:', '  kubernetes:', '    service: {host: "<API_SERVER>", port: CHANGEME}', '    client: {token_file: /t}'],
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
]);
