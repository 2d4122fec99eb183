import { testConfigs } from '../../support/config-cases.ts';

testConfigs([
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
    title: 'a port from ${{VAR}} that is not set, whatever it will be',
    text: ['discovery:', '  kubernetes:', '    service: {host: "${{H}}", port: "${{P}}"}', '    client: {token_file: /t}'],
    env: { H: 'h' },
    found: [
      '3:37 error C06 discovery.kubernetes.service.port is ${{P}}, which makes a number of any port, but must be text, or ${VAR}',
      "3:37 warning E07 The environment variable P is not set, and ${{P}} has no default. That holds for this environment; give the gateway's with -E FILE.",
    ],
  },
  {
    title: 'a port and a host that ${{VAR}} makes empty or wrong, shown unless they may be secret',
    text: ['discovery:', '  kubernetes:', '    service: {host: "${{H}}", port: "${{P}}", schema: "${{TOKEN}}"}'],
    env: { H: 'user:pass@h', P: '', TOKEN: 'abc' },
    found: [
      '3:21 error C02 discovery.kubernetes.service.host is "${{H}}" with its variables replaced, but must be a lower-case DNS name, an IPv4 address or ${VAR}',
      '3:37 error C36 discovery.kubernetes.service.port is "" (written ${{P}}), but must be a port from 1 to 65535 written as text, or ${VAR}',
      '3:55 error C36 discovery.kubernetes.service.schema is "${{TOKEN}}" with its variables replaced, but must be http or https',
    ],
  },
  {
    title: 'a host from ${{VAR}} that is not set',
    text: ['discovery:', '  kubernetes:', '    service: {host: "${{H}}", port: "${P}"}', '    client: {token_file: /t}'],
    found: [
      "3:21 warning E07 The environment variable H is not set, and ${{H}} has no default. That holds for this environment; give the gateway's with -E FILE.",
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
    found: ['3:15 error C25 service.host stands without service.port, which is then ${KUBERNETES_SERVICE_PORT}: it is not set'],
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
    text: ['discovery:', '  kubernetes:', '    service: {schema: http, host: h, port: "6443"}', '    client: {token_file: /t}'],
    found: ['3:23 warning C31 service.schema is http, but the port 6443 of an API server speaks TLS'],
  },
  {
    title: 'plain HTTP to another port is fine',
    text: ['discovery:', '  kubernetes:', '    service: {schema: http, host: h, port: "8080"}', '    client: {token_file: /t}'],
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
]);
