import { expect, test } from 'vitest';
import { isToPaste, mendLines, mendText } from '../../src/report/mend-lines.ts';
import { plainPage } from '../support/page.ts';

test.each([
  'k8s-disco setup-rbac --namespace default',
  'kubectl patch service web -n shop --type merge -p \'{"spec": {}}\'',
  'kubectl delete secret a && k8s-disco setup-rbac',
  '(umask 077; base64 -d token > decoded-token)',
  'apisix reload',
  'service_name: default/cms:http',
  'label_selector: first=a,second=b',
  'service.port: "6443"',
  'namespace_selector: {match: ["shop", "web"]}',
  'nginx_config.envs: [TOKEN]',
  '--server https://10.1.0.5:6443',
])('is to be pasted: %s', (mend) => {
  expect(isToPaste(mend)).toBe(true);
  expect(mendText(mend)).toBe(`mend: ${mend}`);
});

test.each([
  'apisix restart, with discovery.kubernetes in its config.yaml',
  'apisix reload, once its token and rights are mended',
  'Let the user of nginx read it; in a pod by securityContext.fsGroup',
  'service.host: an address of the API server that the gateway reaches',
  'service.port: "6443", or the port of kubectl cluster-info',
  'serviceAccount.create: true, rbac.create: true',
  'host: ${A} and port: ${B}',
  'nodes, or service_name and discovery_type',
])('is advice: %s', (mend) => {
  expect(isToPaste(mend)).toBe(false);
  expect(mendText(mend)).toBe(`do: ${mend}`);
});

test('only advice is broken into lines', () => {
  const page = plainPage({ columns: 30 });
  expect(mendLines('k8s-disco setup-rbac --namespace default', 4, page)).toEqual([
    '    mend: k8s-disco setup-rbac --namespace default',
  ]);
  expect(mendLines('Let the user of nginx read it…', 4, plainPage({ columns: 30, utf8: false }))).toEqual([
    '    do: Let the user of nginx',
    '    read it...',
  ]);
});
