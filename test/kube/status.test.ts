import { describe, expect, it } from 'vitest';
import type { KubeErrorDetails } from '../../src/kube/kube-error.ts';
import { errorOfResponse } from '../../src/kube/status.ts';
import type { FailedResponse } from '../../src/kube/status.ts';

const server = 'https://10.1.0.5:6443';
const target = {
  server,
  method: 'GET',
  path: '/api/v1/endpoints',
  credentials: 'the token of --token',
  redact: (text: string) => text,
};
const now = Date.parse('2026-11-21T09:00:00Z');

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };
const plain = { 'content-type': 'text/plain; charset=utf-8' };
const body = (message: string) => JSON.stringify({ kind: 'Status', message });
const anonymous =
  'endpoints is forbidden: User "system:anonymous" cannot list resource "endpoints" in API group "" at the cluster scope';

describe('errorOfResponse', () => {
  it.each<[string, FailedResponse, Omit<KubeErrorDetails, 'server'>, string]>([
    [
      '403 as system:anonymous is forbidden/anonymous',
      { status: 403, headers: json, body: body(anonymous) },
      { kind: 'forbidden', cause: 'anonymous', status: 403, serverMessage: anonymous },
      `takes the token of --token for system:anonymous (403): ${anonymous}`,
    ],
    [
      '429 keeps Retry-After in seconds',
      { status: 429, headers: { ...plain, 'retry-after': '5' }, body: 'Too many requests, please try again later.\n' },
      { kind: 'throttled', status: 429, retryAfterMs: 5000, serverMessage: 'Too many requests, please try again later.' },
      'throttles requests (429): Too many requests, please try again later.',
    ],
    [
      '503 keeps Retry-After as a date',
      { status: 503, headers: { ...json, 'retry-after': 'Sat, 21 Nov 2026 09:00:02 GMT' }, body: body('shutting down') },
      { kind: 'server', status: 503, retryAfterMs: 2000, serverMessage: 'shutting down' },
      'failed at GET /api/v1/endpoints (503): shutting down',
    ],
    [
      'a Date is kept, as the server told the time',
      { status: 401, headers: { ...json, date: 'Sat, 21 Nov 2026 08:59:00 GMT' }, body: body('Unauthorized') },
      { kind: 'unauthorized', status: 401, sentAt: now - 60_000, serverMessage: 'Unauthorized' },
      'refuses the token of --token (401): Unauthorized',
    ],
    [
      'a web page with 4xx is protocol/html',
      { status: 401, headers: html, body: '<html>Sign in</html>' },
      { kind: 'protocol', cause: 'html', status: 401, serverMessage: '<html>Sign in</html>' },
      'answers a web page (401), so it is no API server: <html>Sign in</html>',
    ],
    [
      'a web page with 5xx comes from a balancer and stays a server error',
      { status: 502, headers: html, body: '<html>Bad Gateway</html>' },
      { kind: 'server', cause: 'html', status: 502, serverMessage: '<html>Bad Gateway</html>' },
      'failed at GET /api/v1/endpoints (502): <html>Bad Gateway</html>',
    ],
    [
      'plain text keeps its status',
      { status: 404, headers: plain, body: '404 page not found\n' },
      { kind: 'not-found', status: 404, serverMessage: '404 page not found' },
      'does not know /api/v1/endpoints (404): 404 page not found',
    ],
    [
      '409 keeps the reason and the fields in conflict',
      {
        status: 409,
        headers: json,
        body: JSON.stringify({
          kind: 'Status',
          message: 'Apply failed with 1 conflict: conflict with "kubectl-edit" using rbac.authorization.k8s.io/v1: .rules',
          reason: 'Conflict',
          details: {
            causes: [
              { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-edit"', field: '.rules' },
              { reason: 7 },
              'none',
            ],
          },
        }),
      },
      {
        kind: 'conflict',
        status: 409,
        serverMessage: 'Apply failed with 1 conflict: conflict with "kubectl-edit" using rbac.authorization.k8s.io/v1: .rules',
        reason: 'Conflict',
        causes: [
          { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-edit"', field: '.rules' },
          { reason: '', message: '', field: '' },
        ],
      },
      'finds GET /api/v1/endpoints in conflict with what is there (409): Apply failed with 1 conflict: conflict with "kubectl-edit" using rbac.authorization.k8s.io/v1: .rules',
    ],
    [
      'no body is no message',
      { status: 405, headers: {}, body: '' },
      { kind: 'bad-request', status: 405 },
      'rejects GET /api/v1/endpoints (405)',
    ],
    [
      'a redirect to no URL has no host',
      { status: 304, headers: {}, body: '' },
      { kind: 'protocol', cause: 'redirect', status: 304 },
      'answers 304, so it is no API server',
    ],
  ])('%s', (_, response, details, message) => {
    const error = errorOfResponse(response, target, now);
    expect(error.details).toEqual({ server, ...details });
    expect(error.message).toBe(`${server} ${message}`);
  });
});
