import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { openControlApi } from '../../../src/doctor/control-api/control-api.ts';
import { readListener } from '../../../src/doctor/control-api/listener.ts';
import type { Fault, RunningGateway } from '../../support/control-api.ts';
import { NGINX_404, fakeGateway } from '../../support/control-api.ts';
import { listen } from '../../support/listen.ts';

async function releaseOfGateway(fields: Partial<RunningGateway>): Promise<readonly [string, string] | undefined> {
  const { api } = await fakeGateway(fields);
  const listener = await readListener(api);
  if (listener.kind !== 'control-api') throw new Error(`${listener.kind} listens`);
  return listener.release && [listener.release.release.version, listener.release.how];
}

describe('the release of a control API is known', () => {
  test.each([
    ['by its Server header', { serverHeader: 'APISIX/3.15.0' }, '3.15.0', 'Its Server header says APISIX/3.15.0'],
    [
      'where a build has a name of its own',
      { serverHeader: 'apisix/3.9.1-debian' },
      '3.9.1',
      'Its Server header says apisix/3.9.1-debian',
    ],
    [
      'of a patch that is not known here',
      { serverHeader: 'APISIX/3.15.4' },
      '3.15.0',
      'Its Server header says APISIX/3.15.4, and it is judged as 3.15.0, the nearest one known here',
    ],
    [
      'of a newer one',
      { serverHeader: 'APISIX/4.0.0' },
      '3.18.0',
      'Its Server header says APISIX/4.0.0, and it is judged as 3.18.0, the newest known here',
    ],
    ['by the plugin server-info', { version: '3.2.1' }, '3.2.1', 'Its plugin server-info says 3.2.1'],
    ['by its schemas', { version: '3.18.0' }, '3.18.0', 'By the schemas that it shows it is APISIX 3.18.0'],
    [
      'by schemas of several',
      { version: '3.15.0' },
      '3.16.0',
      'By the schemas that it shows it is APISIX 3.15.0 to 3.16.0, and is judged as 3.16.0',
    ],
    [
      'by its schemas where the header is hidden and the plugin is off',
      { version: '3.10.0', serverHeader: 'APISIX', serverInfo: false },
      '3.12.0',
      'By the schemas that it shows it is APISIX 3.10.0 to 3.12.0, and is judged as 3.12.0',
    ],
    [
      'by its schemas where the header says what cannot be',
      { version: '3.17.0', serverHeader: 'APISIX/2.2.0' },
      '3.17.0',
      'By the schemas that it shows it is APISIX 3.17.0',
    ],
  ])('%s', async (_, fields, version, how) => {
    expect(await releaseOfGateway(fields)).toEqual([version, how]);
  });

  test('not at all where its schemas are of nobody', async () => {
    const body = JSON.stringify({ main: { upstream: {} } });
    expect(await releaseOfGateway({ faults: { '/v1/schema': { status: 200, body } } })).toBeUndefined();
  });
});

describe('what listens there instead', () => {
  test.each<readonly [Fault, string]>([
    [{ status: 404, body: '{"error_msg":"404 Route Not Found"}\n' }, 'the port on which a gateway takes requests'],
    [{ status: 200, body: '<html>Welcome</html>' }, 'something else: it answers 200 with an HTML page'],
    [{ status: 200, body: '{"main":null}' }, 'something else: it answers 200 "{\\"main\\":null}"'],
    [{ status: 500, body: '' }, 'something else: it answers 500 and nothing else'],
    [{ status: 404, body: NGINX_404 }, 'something else: it answers 404 with an HTML page'],
    [{ status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }, 'a TLS port'],
    [{ status: 400, body: '<center>The plain HTTP request was sent to HTTPS port</center>' }, 'a TLS port'],
    [{ status: 403, body: '{"kind":"Status","status":"Failure","code":403}' }, 'a Kubernetes API server'],
  ])('%j is %s', async (fault, what) => {
    const { api } = await fakeGateway({ faults: { '/v1/schema': fault } });
    expect(await readListener(api)).toEqual({ kind: 'other', what });
  });

  test('a gateway that answers something else is told from others by its header', async () => {
    const { api } = await fakeGateway({ serverHeader: 'APISIX/3.15.0', faults: { '/v1/schema': { status: 502, body: '' } } });
    expect(await readListener(api)).toEqual({
      kind: 'other',
      what: 'another port of a gateway: it answers 502 and nothing else',
    });
  });

  test('the Admin API is known by what it refuses', async () => {
    const refusal = { status: 401, body: '{"description":"missing apikey","error_msg":"failed to check token"}' };
    const { api } = await fakeGateway({
      faults: { '/v1/schema': { status: 404, body: NGINX_404 }, '/apisix/admin/routes': refusal },
    });
    expect(await readListener(api)).toEqual({ kind: 'other', what: "a gateway's Admin API" });
  });
});

test('nothing that listens is told as it was found', async () => {
  const server = net.createServer();
  const port = await listen(server);
  server.close();
  const api = openControlApi(new URL(`http://127.0.0.1:${port}`), new AbortController().signal);
  expect(await readListener(api)).toMatchObject({ kind: 'nothing', error: { details: { cause: 'refused' } } });
});
