import { describe, expect, test } from 'vitest';
import { causesOf, logged, loggedForRequest } from '../lines.ts';

describe('lines of other modules are unknown', () => {
  test.each([
    '10.0.0.7 - - [21/Nov/2026:10:01:13 +0000] cms.example.org "GET /kubernetes HTTP/1.1" 503 569 0.000 "-" "curl/8.5.0"',
    loggedForRequest('init.lua:646', 'failed to set upstream: no valid upstream node'),
    loggedForRequest(
      'init.lua:646',
      'failed to set upstream: no valid upstream node: failed to query the DNS server: dns server error: 3 name error',
    ),
    loggedForRequest('init.lua:100', 'failed to fetch nodes from consul'),
    '[ERROR] plugin/kubernetes: pkg/mod/k8s.io/client-go@v0.29.3/tools/cache/reflector.go:229: Failed to watch *v1.EndpointSlice: failed to list *v1.EndpointSlice: endpointslices.discovery.k8s.io is forbidden: User "system:serviceaccount:kube-system:coredns" cannot list resource "endpointslices" in API group "discovery.k8s.io" at the cluster scope',
    'E1121 10:01:12.345678       1 reflector.go:138] pkg/mod/k8s.io/client-go/tools/cache/reflector.go:138: Failed to watch *v1.Endpoints: failed to list *v1.Endpoints: endpoints is forbidden: User "system:serviceaccount:kube-system:coredns" cannot list resource "endpoints" in API group "" at the cluster scope',
    'time="2026-11-21T10:01:12Z" level=fatal msg="failed to sync *v1.Endpoints: endpoints is forbidden: User \\"system:serviceaccount:default:external-dns\\" cannot list resource \\"endpoints\\""',
    '2026-11-21 10:01:12.345 [ERROR][1] client.go 290: Error getting cluster information config error=connection is unauthorized: clusterinformations.crd.projectcalico.org "default" is forbidden: User "system:serviceaccount:kube-system:calico-node" cannot get resource',
    '2026/11/21 10:01:12 [error] 46#46: *45 [kong] handler.lua:30 forbidden, client: 10.0.0.7, server: kong',
    'Error from server (Forbidden): pods is forbidden: User "dev" cannot list resource "pods" in API group "" in the namespace "default"',
    'Error from server (NotFound): pods "x" not found',
    'error: unable to recognize "x.yaml": no matches for kind "Ingress" in version "extensions/v1beta1"',
    'The Deployment "x" is invalid: spec.selector: Invalid value',
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":200}',
    '{"error_msg":"failed to check token"}',
    'invalid discovery nacos configuration: property "host" is required',
    logged('informer_factory.lua:59', '--raw=/api/v1/endpoints?limit=120', 'info'),
    logged('informer_factory.lua:307', 'begin to list Endpoints', 'info'),
    'Starting Container ...',
  ])('%s', (line) => {
    expect(causesOf(line)).toBe(1);
  });
});
