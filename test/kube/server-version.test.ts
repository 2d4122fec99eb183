import { describe, expect, test } from 'vitest';
import { isAtLeast, parseVersionText, readServerVersion, versionText } from '../../src/kube/server-version.ts';
import { ScriptedTransport } from '../support/scripted-transport.ts';

describe('readServerVersion', () => {
  test.each([
    [
      { major: '1', minor: '36', gitVersion: 'v0.0.0-master+$Format:%H$' },
      { major: 1, minor: 36 },
    ],
    [
      { major: '1', minor: '27+', gitVersion: 'v1.27.3-gke.100' },
      { major: 1, minor: 27 },
    ],
    [{ major: '', minor: '' }, undefined],
    [{ gitVersion: 'v1.30.0' }, undefined],
    [{ major: 1, minor: 30 }, undefined],
  ])('of %j', async (answer, version) => {
    const transport = new ScriptedTransport({ chunks: [JSON.stringify(answer)] });
    expect(await readServerVersion({ transport, signal: new AbortController().signal })).toEqual(version);
    expect(transport.requests).toEqual(['/version?']);
  });
});

test('a version is written as people do, and read again', () => {
  expect(versionText({ major: 1, minor: 36 })).toBe('1.36');
  expect(parseVersionText('1.36')).toEqual({ major: 1, minor: 36 });
  expect(parseVersionText('v1.36.3')).toBeUndefined();
});

test.each([
  [{ major: 1, minor: 23 }, false],
  [{ major: 1, minor: 24 }, true],
  [{ major: 2, minor: 0 }, true],
  [undefined, true],
])('%j is at least 1.24: %j', (version, expected) => {
  expect(isAtLeast(version, 24)).toBe(expected);
});
