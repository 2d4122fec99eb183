import { expect, test } from 'vitest';
import { NEWEST_RELEASE, OLDEST_RELEASE, parseRelease, releaseOf } from '../../src/apisix/release.ts';

test.each([
  ['2.13.0', { multiCluster: false, endpointSlices: 'unknown', tokenReading: 'once', dump: 'none' }],
  ['2.15.3', { multiCluster: false, endpointSlices: 'unknown', tokenReading: 'once', dump: 'none' }],
  ['3.0.0', { multiCluster: true, endpointSlices: 'unknown', tokenReading: 'once-stripped', dump: 'none' }],
  ['3.8.1', { multiCluster: true, endpointSlices: 'unknown', tokenReading: 'once-stripped', dump: 'none' }],
  ['3.9.1', { multiCluster: true, endpointSlices: 'ignored', tokenReading: 'once-stripped', dump: 'none' }],
  ['3.12.0', { multiCluster: true, endpointSlices: 'ignored', tokenReading: 'once-stripped', dump: 'multi' }],
  ['3.13.0', { multiCluster: true, endpointSlices: 'ignored', tokenReading: 'each-request', dump: 'all', dumpKeys: 1024 }],
  ['3.14.1', { endpointSlices: 'broken', sortsNodes: false, cleansUpAfterList: false, dumpKeys: Infinity }],
  ['3.15.0', { endpointSlices: 'merged', sortsNodes: true, cleansUpAfterList: true, dumpHidesReady: false }],
  ['3.16.0', { skipsEndpointsWithoutMetadata: false, verifiesTls: false, dumpHidesReady: false }],
  ['3.17.0', { skipsEndpointsWithoutMetadata: true, verifiesTls: true, dumpHidesReady: true }],
  ['3.18.0', { endpointSlices: 'merged', sortsNodes: true, verifiesTls: true }],
])('%s behaves as it did when it was run', (version, behaviour) => {
  expect(releaseOf(version)).toMatchObject({ version, ...behaviour });
});

test('a release newer than the newest known behaves as that one', () => {
  const { version: _newest, atLeast: _atLeast, ...newest } = releaseOf(NEWEST_RELEASE);
  expect(releaseOf('4.0.0')).toMatchObject({ version: '4.0.0', ...newest });
});

test.each([
  ['2.12.1', `APISIX 2.12.1 has no Kubernetes discovery: it came with ${OLDEST_RELEASE}`],
  ['3.18', '"3.18" is not a release of APISIX: write X.Y.Z, such as 3.18.0'],
  ['v3.18.0', '"v3.18.0" is not a release of APISIX: write X.Y.Z, such as 3.18.0'],
  ['3.18.0\n', '"3.18.0\\n" is not a release of APISIX: write X.Y.Z, such as 3.18.0'],
  ['', '"" is not a release of APISIX: write X.Y.Z, such as 3.18.0'],
  ['latest', '"latest" is not a release of APISIX: write X.Y.Z, such as 3.18.0'],
])('%j is refused', (version, message) => {
  expect(parseRelease(version)).toEqual({ ok: false, message });
  expect(() => releaseOf(version)).toThrow(new RangeError(message));
});

test('versions are compared by number, not by text', () => {
  expect(releaseOf('3.9.0').atLeast('3.13.0')).toBe(false);
  expect(releaseOf('3.13.0').atLeast('3.9.0')).toBe(true);
  expect(releaseOf('3.13.0').atLeast('3.13.0')).toBe(true);
});
