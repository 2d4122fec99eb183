import { describe, expect, test } from 'vitest';
import { RELEASES, releaseOf } from '../../src/apisix/release.ts';
import { releasesOfSchema } from '../../src/apisix/schema-marks.ts';
import { mainSchemas } from '../support/control-api.ts';

describe('the schemas of a release', () => {
  test.each(RELEASES)('tell %s', (version) => {
    expect(releasesOfSchema(mainSchemas(version))).toContain(version);
  });

  test('tell releases apart whose discovery is another', () => {
    const behaviour = (version: string): string => {
      const { version: _, atLeast: __, ...rest } = releaseOf(version);
      return JSON.stringify(rest);
    };
    const mixed = RELEASES.filter((version) => {
      const others = releasesOfSchema(mainSchemas(version));
      return others.some((other) => behaviour(other) !== behaviour(version));
    });
    // In 3.9.0 came watch_endpoint_slices, which does nothing there.
    expect(mixed).toEqual(['3.8.0', '3.8.1', '3.9.0', '3.9.1']);
  });

  test('are in a row', () => {
    expect(releasesOfSchema(mainSchemas('3.15.0'))).toEqual(['3.15.0', '3.16.0']);
    expect(releasesOfSchema(mainSchemas('3.18.0'))).toEqual(['3.18.0']);
    expect(releasesOfSchema(mainSchemas('2.13.2'))).toEqual(['2.13.0', '2.13.1', '2.13.2', '2.13.3']);
  });

  test.each([[{}], [null], ['text'], [[]], [{ upstream: null }]])('%j tells nothing', (main) => {
    expect(releasesOfSchema(main)).toEqual([]);
  });
});
