import { testConfigs } from '../../support/config-cases.ts';

testConfigs([
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
    found: [
      '3:12 error C08 discovery.kubernetes[0].id is "eu-1", but must be 1 to 8 lower-case letters and digits as text, up to 64 from APISIX 3.14.0 on',
    ],
  },
  {
    title: 'an id of ten characters before 3.14.0',
    text: ['discovery:', '  kubernetes:', '    - {id: abcdefghij, service: {host: h, port: "1"}, client: {token_file: /t}}'],
    flags: ['--gateway-version', '3.13.0', '--gateway-version', '3.14.0'],
    found: [
      '3:12 error C08 discovery.kubernetes[0].id is "abcdefghij", but must be 1 to 8 lower-case letters and digits as text, up to 64 from APISIX 3.14.0 on [3.13.0]',
    ],
  },
  {
    title: 'an id that no release takes is told once',
    text: ['discovery:', '  kubernetes:', '    - {id: Prod_1, service: {host: h, port: "1"}, client: {token_file: /t}}'],
    flags: ['--gateway-version', '3.13.0', '--gateway-version', '3.14.0'],
    found: [
      '3:12 error C08 discovery.kubernetes[0].id is "Prod_1", but must be 1 to 8 lower-case letters and digits as text, up to 64 from APISIX 3.14.0 on [3.13.0,3.14.0]',
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
    found: ['4:12 error C09 The id "a" is taken by the cluster at line 3: discovery starts in no worker'],
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
      '3:21 error C11 discovery.kubernetes.client.token begins with Bearer, but must be one line of at most 4096 characters A-Z a-z 0-9 + / . _ = - as text, or ${VAR}',
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
]);
