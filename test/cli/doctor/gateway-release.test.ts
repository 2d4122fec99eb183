import { expect, test } from 'vitest';
import { releaseOf } from '../../../src/apisix/release.ts';
import { gatewayRelease } from '../../../src/cli/doctor/gateway-release.ts';
import { fakeGateway } from '../../support/control-api.ts';

const { signal } = new AbortController();

async function judgedAs(flags: Parameters<typeof gatewayRelease>[0]) {
  const { release, from } = await gatewayRelease(flags, signal);
  return [release.version, from];
}

test('the release that is asked for comes first', async () => {
  const { url, asked } = await fakeGateway({ version: '3.15.0' });
  expect(await judgedAs({ gatewayVersion: releaseOf('3.9.0'), controlApi: url })).toEqual(['3.9.0', 'flag']);
  expect(asked).toEqual([]);
});

test('then that of the control API', async () => {
  const { url } = await fakeGateway({ serverHeader: 'APISIX/3.15.0' });
  expect(await judgedAs({ controlApi: url })).toEqual(['3.15.0', 'control-api']);
});

test('then the newest', async () => {
  const { url } = await fakeGateway({ faults: { '/v1/schema': { status: 404, body: '' } } });
  const newest = ['3.18.0', 'newest'];
  expect([await judgedAs({}), await judgedAs({ controlApi: url })]).toEqual([newest, newest]);
  expect(await judgedAs({ controlApi: new URL('http://127.0.0.1:1') })).toEqual(newest);
});

test('an interruption ends it', async () => {
  const abort = new AbortController();
  const { url } = await fakeGateway({ faults: { '/v1/schema': () => abort.abort(new Error('enough')) } });
  await expect(gatewayRelease({ controlApi: url }, abort.signal)).rejects.toThrow('enough');
});
