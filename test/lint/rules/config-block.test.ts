import { testConfigs } from '../../support/config-cases.ts';

testConfigs([
  {
    title: 'no value',
    text: ['discovery:', '  kubernetes:'],
    found: ['2:3 error C20 discovery.kubernetes has no value, so Kubernetes discovery is off'],
  },
  {
    title: 'settings that are not indented under kubernetes',
    text: ['discovery:', '  kubernetes:', '  default_weight: 10'],
    found: [
      "3:3 error C33 default_weight is no registry: the check passes over it, then nginx does not start (module 'apisix.discovery.default_weight' not found)",
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
      "2:3 error C33 k8s is no registry: the check passes over it, then nginx does not start (module 'apisix.discovery.k8s' not found)",
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
  {
    title: 'a key without a name',
    text: ['discovery: {kubernetes: {? : 1}}'],
    found: ['1:28 warning C19 discovery.kubernetes has a key that is neither text nor number, which the gateway does not know'],
  },
]);
