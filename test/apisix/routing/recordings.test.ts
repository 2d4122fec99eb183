import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../../src/apisix/release.ts';
import { judgeObject } from '../../../src/apisix/routing/judge-object.ts';
import type { ObjectKind } from '../../../src/apisix/routing/routing-object.ts';
import { located } from '../../support/located.ts';
import { expectationOf, readRecordings } from '../../support/recordings.ts';
import type { Recording } from '../../support/recordings.ts';

/** What the Admin API answers, and the data plane where that differs. */
interface Expectation {
  readonly ok: boolean;
  readonly file?: { readonly ok: boolean };
}

const recordings = readRecordings<Recording<Expectation> & { readonly kind: ObjectKind; readonly object: unknown }>(
  'routes.jsonl',
);
const releases = Object.keys(recordings[0]?.expect ?? {});

describe.each(releases)('the recordings of APISIX %s', (version) => {
  const release = releaseOf(version);
  const recorded = recordings.flatMap((recording) => {
    const expected = expectationOf(recording, version);
    return expected === undefined ? [] : [{ recording, expected }];
  });

  it('are taken and refused alike by the Admin API and the data plane', () => {
    const verdicts = recorded.map(({ recording: { id, kind, object } }) => {
      const value = located(JSON.stringify(object));
      const { position, end } = value;
      const { accepted, admin } = judgeObject(
        // Each was put as number 1; ids that hold "missing" do not exist.
        { kind, id: '1', entry: { value, keyPosition: position, keyEnd: end }, judge: 'admin' },
        { release, exists: (reference) => !reference.id.includes('missing') },
      );
      return { id, admin, accepted };
    });
    expect(recorded.length).toBeGreaterThan(0);
    expect(verdicts).toEqual(
      recorded.map(({ recording: { id }, expected }) => ({ id, admin: expected.ok, accepted: (expected.file ?? expected).ok })),
    );
  });
});
