import { expect, it } from 'vitest';
import { errorOfNetwork } from '../../src/kube/network-error.ts';

const target = {
  server: 'https://10.1.0.5:6443',
  method: 'GET',
  path: '/api/v1/endpoints',
  credentials: 'a request without credentials',
  redact: (text: string) => text,
};
const failure = (code: string, more: object = {}) => Object.assign(new Error(`native words of ${code}`), { code, ...more });

it.each([
  ['ENOTFOUND', 'unreachable', 'dns', 'cannot be reached: its name does not resolve'],
  ['EAI_AGAIN', 'unreachable', 'dns', 'cannot be reached: the name server does not answer'],
  ['ECONNREFUSED', 'unreachable', 'refused', 'cannot be reached: connection refused'],
  [
    'ERR_TLS_HANDSHAKE_TIMEOUT',
    'unreachable',
    'timeout',
    'cannot be reached: it takes connections, and does not answer the TLS handshake',
  ],
  ['ETIMEDOUT', 'unreachable', 'timeout', 'cannot be reached: no answer to the connection attempt'],
  ['EHOSTUNREACH', 'unreachable', 'no-route', 'cannot be reached: no route to the host'],
  ['ESOMETHING', 'unreachable', undefined, 'cannot be reached: native words of ESOMETHING'],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'tls',
    'unknown-ca',
    'fails the TLS handshake: its certificate is signed by a CA that is not trusted here (native words of UNABLE_TO_GET_ISSUER_CERT_LOCALLY)',
  ],
  [
    'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
    'tls',
    'handshake',
    'fails the TLS handshake: native words of ERR_OSSL_X509_KEY_VALUES_MISMATCH',
  ],
])('%s is %s/%s', (code, kind, cause, message) => {
  const error = errorOfNetwork(failure(code), target, 'head');
  expect({ kind: error.kind, cause: error.details.cause, message: error.message }).toEqual({
    kind,
    cause,
    message: `https://10.1.0.5:6443 ${message}`,
  });
});

it('an alert inside EPROTO is named by its reason', () => {
  const message =
    'write EPROTO 80CC:error:0A000458:SSL routines:ssl3_read_bytes:tlsv1 unrecognized name:../ssl/rec.c:1586:SSL alert number 112\n';
  const error = errorOfNetwork(Object.assign(new Error(message), { code: 'EPROTO' }), target, 'head');
  expect(error.details).toMatchObject({ kind: 'tls', cause: 'handshake' });
  expect(error.message).toBe('https://10.1.0.5:6443 fails the TLS handshake: tlsv1 unrecognized name');
});

it('what is no Error is shown as it is', () => {
  expect(errorOfNetwork('odd', target, 'head').message).toBe('https://10.1.0.5:6443 cannot be reached: odd');
});
