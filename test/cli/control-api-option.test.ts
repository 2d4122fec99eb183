import { describe, expect, test } from 'vitest';
import { controlApiOption } from '../../src/cli/options.ts';
import { unsignedToken } from '../support/tokens.ts';

describe('--control-api', () => {
  test.each([
    ['127.0.0.1:9090', 'http://127.0.0.1:9090/'],
    ['http://gateway.example:9090', 'http://gateway.example:9090/'],
    ['https://[::1]:9443/', 'https://[::1]:9443/'],
    ['localhost:9090/v1/discovery/kubernetes/dump', 'http://localhost:9090/'],
    ['http://proxy.example/gateway-1/v1', 'http://proxy.example/gateway-1'],
  ])('%s is %s', (text, url) => {
    expect(controlApiOption(text).href).toBe(url);
  });

  test.each([
    ['', '--control-api: "" is not the URL of a server'],
    ['http://', '--control-api: "http://" is not the URL of a server'],
    ['ftp://127.0.0.1', '--control-api: "ftp://127.0.0.1" is neither http nor https'],
    ['http://jane:secret@127.0.0.1', '--control-api: a control API takes no user name or password in its URL'],
    ['http://127.0.0.1/?key=1', '--control-api: "http://127.0.0.1/?key=1" has more than scheme, host, port and path'],
    [unsignedToken({}), '--control-api: a token stands where the URL of a server is due'],
  ])('%j is refused', (text, message) => {
    expect(() => controlApiOption(text)).toThrow(message);
  });
});
