import { describe, expect, test } from 'vitest';
import { proxyVariable } from '../../src/kube/proxy-environment.ts';

const proxy = 'http://proxy.example.com:3128';

describe('the variable of the proxy', () => {
  test.each([
    ['https://api.example.com:6443', {}, undefined],
    ['https://api.example.com:6443', { HTTPS_PROXY: '' }, undefined],
    ['https://api.example.com:6443', { HTTPS_PROXY: proxy }, 'HTTPS_PROXY'],
    ['https://api.example.com:6443', { https_proxy: proxy }, 'https_proxy'],
    ['https://api.example.com:6443', { HTTP_PROXY: proxy }, undefined],
    ['http://api.example.com:8080', { HTTP_PROXY: proxy }, 'HTTP_PROXY'],
    ['http://api.example.com:8080', { HTTPS_PROXY: proxy }, undefined],
    ['https://localhost:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://127.0.0.2:6443', { HTTPS_PROXY: proxy }, undefined],
    ['https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
  ])('for %s with %j', (server, env, variable) => {
    expect(proxyVariable(new URL(server), env)).toBe(variable);
  });
});

describe('NO_PROXY excepts a server', () => {
  test.each([
    ['api.example.com', '*'],
    ['api.example.com', 'api.example.com'],
    ['api.example.com', 'API.example.com, other.example.com'],
    ['api.example.com', 'example.com'],
    ['api.example.com', '.example.com'],
    ['api.example.com', '*.example.com'],
    ['api.example.com', 'api.example.com:6443'],
    ['10.1.0.5', '10.1.0.5'],
    ['10.1.0.5', '192.168.0.0/16,10.0.0.0/8'],
    ['[fd00::5]', 'fd00::/8'],
    ['[fd00::5]', '[fd00::5]:6443'],
  ])('%s by %s', (host, noProxy) => {
    expect(proxyVariable(new URL(`https://${host}:6443`), { HTTPS_PROXY: proxy, no_proxy: noProxy })).toBeUndefined();
  });

  test.each([
    ['api.example.com', ''],
    ['api.example.com', 'example.org'],
    ['myexample.com', 'example.com'],
    ['example.com', '.example.com'],
    ['api.example.com', 'api.example.com:443'],
    ['10.1.0.5', '11.0.0.0/8,10.0.0.0/99,10.0.0.0/x'],
    ['[fd00::5]', '10.0.0.0/8'],
  ])('%s not by %s', (host, noProxy) => {
    expect(proxyVariable(new URL(`https://${host}:6443`), { HTTPS_PROXY: proxy, NO_PROXY: noProxy })).toBe('HTTPS_PROXY');
  });
});
