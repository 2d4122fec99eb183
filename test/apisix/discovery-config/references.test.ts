import { describe, expect, it } from 'vitest';
import { resolveCredential, resolveReference, resolveService } from '../../../src/apisix/discovery-config/references.ts';
import { releaseOf } from '../../../src/apisix/release.ts';

function environment(variables: Readonly<Record<string, string>>) {
  return (name: string) => variables[name];
}

describe('a reference', () => {
  const env = environment({ A: 'a', 'A}${B': 'odd', EMPTY: '' });

  it.each([
    ['${A}', { ok: true, value: 'a' }],
    ['${EMPTY}', { ok: true, value: '' }],
    ['${NONE}', { ok: false, message: 'not found environment variable NONE', variable: 'NONE' }],
    ['${A}${B}', { ok: true, value: 'odd' }],
    ['x${A}', { ok: true, value: 'x${A}' }],
    ['${A}\n', { ok: true, value: '${A}\n' }],
    ['${}', { ok: true, value: '${}' }],
    ['$A', { ok: true, value: '$A' }],
  ])('is replaced only where it is the whole value: %j', (value, expected) => {
    expect(resolveReference(value, env)).toEqual(expected);
  });
});

describe('the service', () => {
  const service = { schema: 'https', host: '${HOST}', port: '${PORT}', sslVerify: false } as const;

  it.each([
    [{ HOST: '10.0.0.1', PORT: '443' }, 443],
    [{ HOST: '10.0.0.1', PORT: '0x1bb' }, 443],
    [{ HOST: '10.0.0.1', PORT: ' 1e3\n' }, 1000],
  ])('has a port as Lua reads it: %j', (variables, port) => {
    expect(resolveService({ service }, environment(variables))).toEqual({ ok: true, schema: 'https', host: '10.0.0.1', port });
  });

  it('takes an IPv6 address in brackets', () => {
    const resolved = resolveService({ service }, environment({ HOST: '[fd00::1]', PORT: '443' }));
    expect(resolved).toEqual({ ok: true, schema: 'https', host: '[fd00::1]', port: 443 });
  });

  it.each([
    [{ PORT: '443' }, undefined, 'not found environment variable HOST'],
    [{ HOST: '', PORT: '443' }, 'E04', 'service.host should set to non-empty string'],
    [{ HOST: 'h' }, undefined, 'not found environment variable PORT'],
    [{ HOST: 'h', PORT: '' }, 'E04', 'invalid port value: nil'],
    [{ HOST: 'h', PORT: 'tcp://10.0.0.1:443' }, 'E04', 'invalid port value: nil'],
    [{ HOST: 'h', PORT: '0' }, 'E04', 'invalid port value: 0'],
    [{ HOST: 'h', PORT: '65536' }, 'E04', 'invalid port value: 65536'],
    [{ HOST: 'h', PORT: 'inf' }, 'E04', 'invalid port value: inf'],
    [{ HOST: 'h', PORT: '443.5' }, 'E04', undefined],
    [{ HOST: 'h', PORT: 'nan' }, 'E04', undefined],
    [{ HOST: 'fd00::1', PORT: '443' }, 'E06', undefined],
  ])('is refused: %j', (variables: Readonly<Record<string, string>>, id, gatewayMessage) => {
    const resolved = resolveService({ service }, environment(variables));
    expect(resolved.ok ? resolved : { id: resolved.id, gatewayMessage: resolved.gatewayMessage }).toEqual({ id, gatewayMessage });
  });

  it('names the in-pod defaults outside a pod', () => {
    const port = '${KUBERNETES_SERVICE_PORT}';
    const onlyHost = resolveService({ service: { ...service, host: 'h', port } }, environment({}));
    expect(onlyHost).toMatchObject({ ok: false, id: 'C25', message: 'not found environment variable KUBERNETES_SERVICE_PORT' });
    const neither = resolveService({ service: { ...service, host: '${KUBERNETES_SERVICE_HOST}', port } }, environment({}));
    expect(neither).toMatchObject({ ok: false, id: 'E02', message: 'not found environment variable KUBERNETES_SERVICE_HOST' });
  });
});

describe('the credential', () => {
  const service = { schema: 'https', host: 'h', port: '443', sslVerify: false } as const;
  const env = environment({ TOKEN: 'abc', BLANK: ' \n', FILE: '/token' });
  const token = (text: string) => ({ service, client: { kind: 'token', token: text } }) as const;
  const file = (path: string) => ({ service, client: { kind: 'token-file', path } }) as const;

  it('has its references replaced', () => {
    const release = releaseOf('3.18.0');
    expect(resolveCredential(token('${TOKEN}'), { env, release })).toEqual({
      ok: true,
      credential: { kind: 'token', token: 'abc' },
    });
    expect(resolveCredential(file('${FILE}'), { env, release })).toEqual({
      ok: true,
      credential: { kind: 'token-file', path: '/token' },
    });
  });

  it('is not empty with https, and from 3.0.0 not blank', () => {
    const gatewayMessage = 'apiserver.token should set to non-empty string when service.schema is https';
    expect(resolveCredential(token(''), { env, release: releaseOf('2.15.3') })).toMatchObject({
      ok: false,
      id: 'T22',
      gatewayMessage,
    });
    expect(resolveCredential(token('${BLANK}'), { env, release: releaseOf('3.0.0') })).toMatchObject({
      ok: false,
      id: 'T22',
      gatewayMessage,
    });
    expect(resolveCredential(token('${BLANK}'), { env, release: releaseOf('2.15.3') })).toMatchObject({ ok: true });
    const plain = { ...token(''), service: { ...service, schema: 'http' } } as const;
    expect(resolveCredential(plain, { env, release: releaseOf('3.18.0') })).toMatchObject({ ok: true });
  });

  it('misses the variable of a token file at start, or from 3.13.0 at every request', () => {
    const message = 'not found environment variable NONE';
    const hint = 'Set NONE where the gateway starts';
    const failure = { ok: false, property: 'client.token_file', message, hint };
    expect(resolveCredential(file('${NONE}'), { env, release: releaseOf('3.12.0') })).toEqual({
      ...failure,
      gatewayMessage: message,
    });
    expect(resolveCredential(file('${NONE}'), { env, release: releaseOf('3.13.0') })).toEqual(failure);
  });
});
