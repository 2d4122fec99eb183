import { testConfigs } from '../../support/config-cases.ts';

testConfigs([
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
    found: ['3:26 error C14 discovery.kubernetes.namespace_selector has none of equal, not_equal, match, not_match, only equals'],
  },
  {
    title: 'an unknown key alone that is near to no other',
    text: ['discovery:', '  kubernetes:', '    namespace_selector: {only: a}'],
    found: ['3:5 error C14 discovery.kubernetes.namespace_selector has none of equal, not_equal, match, not_match, only only'],
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
    title: 'quotes in a label_selector as the documentation of the gateway has it',
    text: ['discovery:', '  kubernetes:', '    label_selector: |-', '      first="a",second="b"', '    default_weight: 1'],
    found: ['4:7 error C17 label_selector has quotes in it, which the API server refuses with 400'],
  },
  {
    title: 'quotes in a label_selector of several lines',
    text: ['discovery:', '  kubernetes:', '    label_selector: >-', '      first="a",', '', '      second="b"'],
    found: ['4:7 error C17 label_selector has quotes in it, which the API server refuses with 400'],
  },
  {
    title: 'settings of clusters of a list, which name their cluster',
    text: [
      'discovery:',
      '  kubernetes:',
      '    - id: east',
      '      service: {host: h, port: "6443"}',
      '      client: {token_file: /t}',
      '      label_selector: a="b"',
      '      default_weight: 0',
      '    - id: west',
      '      service: {host: g, port: "6443"}',
      '      client: {token_file: /t}',
      '      label_selector: pod-template-hash=1',
      '      watch_endpoint_slices: true',
    ],
    flags: ['--gateway-version', '3.13.0'],
    found: [
      '6:23 error C17 label_selector of cluster east has quotes in it, which the API server refuses with 400',
      '7:23 error C24 default_weight of cluster east is 0: every discovered node gets this weight, and none takes requests',
      '11:23 warning C18 label_selector of cluster west asks for pod-template-hash, which pods have, but Endpoints and EndpointSlices do not',
      '12:7 warning C22 watch_endpoint_slices of cluster west has no effect before APISIX 3.14.0: Endpoints are watched all the same',
    ],
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
    text: ['discovery:', '  kubernetes:', '    label_selector: kubernetes.io/service-name=x', '    watch_endpoint_slices: true'],
    found: [],
  },
]);
