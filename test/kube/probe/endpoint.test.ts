import { expect, test } from 'vitest';
import { endpointOf, endpointText, isLoopback } from '../../../src/kube/probe/endpoint.ts';

test.each([
  ['https://10.1.0.5:6443', { host: '10.1.0.5', port: 6443 }, '10.1.0.5:6443'],
  ['https://api.example.com', { host: 'api.example.com', port: 443 }, 'api.example.com:443'],
  ['http://localhost', { host: 'localhost', port: 80 }, 'localhost:80'],
  ['https://[fd00::1]:6443/k8s/c-1', { host: 'fd00::1', port: 6443 }, '[fd00::1]:6443'],
])('%s listens at one place', (url, endpoint, text) => {
  expect(endpointOf(new URL(url))).toEqual(endpoint);
  expect(endpointText(endpoint)).toBe(text);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['127.example.com', false],
  ['10.0.0.1', false],
  ['fd00::1', false],
])('%s is the loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
