import { describe, expect, it } from 'vitest';
import type { ConfigVerdict } from '../../../src/apisix/config-verdict.ts';
import { judgeConfig } from '../../../src/apisix/judge-config.ts';
import { tableKind } from '../../../src/apisix/located.ts';
import type { LocatedEntry } from '../../../src/apisix/located.ts';
import type { Position } from '../../../src/apisix/position.ts';
import { hasModule, REGISTRIES } from '../../../src/apisix/registries/index.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import { withDefaults } from '../../../src/apisix/schema/with-defaults.ts';
import { emptiesAlike, expectationOf, readRecordings } from '../../support/recordings.ts';
import type { Recording } from '../../support/recordings.ts';

interface Expectation {
  readonly ok: boolean;
  /** Key under `discovery` → what loading or starting it throws. */
  readonly init?: Readonly<Record<string, string>>;
  readonly resolved?: Readonly<Record<string, unknown>>;
  readonly approx?: boolean;
}

const recordings = readRecordings<Recording<Expectation> & { readonly discovery?: unknown }>('registries.jsonl');
const releases = Object.keys(recordings[0]?.expect ?? {});

function judge(recording: (typeof recordings)[number], release: string): ConfigVerdict {
  const text = recording.yaml ?? JSON.stringify({ discovery: recording.discovery });
  return judgeConfig({ kind: 'text', text }, { release: releaseOf(release), env: (name) => recording.env[name] });
}

function entriesOf({ discovery }: ConfigVerdict): readonly LocatedEntry[] {
  return discovery?.kind === 'table' ? discovery.entries.filter(({ key }) => key !== 'kubernetes') : [];
}

/** The keys under `discovery` at which the verdict places its start failures: a list fails as a whole. */
function failingKeys(verdict: ConfigVerdict): readonly string[] {
  const { discovery, startFailures } = verdict;
  if (discovery?.kind === 'table' && tableKind(discovery) === 'list')
    return startFailures.length === 0 ? [] : discovery.entries.map(({ key }) => String(key));
  const isIn = ({ line, column }: Position, { keyPosition: start, value: { end } }: LocatedEntry) =>
    (line > start.line || (line === start.line && column >= start.column)) &&
    (line < end.line || (line === end.line && column < end.column));
  return entriesOf(verdict)
    .filter((entry) => verdict.startFailures.some(({ position }) => isIn(position, entry)))
    .map(({ key }) => String(key));
}

function resolved(verdict: ConfigVerdict, release: string): unknown {
  const known = (name: string) => REGISTRIES.find((each) => each.name === name && hasModule(each, releaseOf(release)));
  return Object.fromEntries(
    entriesOf(verdict).map(({ key, value }) => [key, withDefaults(known(String(key))?.schema(releaseOf(release)), value)]),
  );
}

describe.each(releases)('the recordings of APISIX %s', (release) => {
  const recorded = recordings.flatMap((recording) => {
    const expected = expectationOf(recording, release);
    return expected === undefined ? [] : [{ id: recording.id, verdict: judge(recording, release), expected }];
  });

  it('are accepted and rejected alike', () => {
    const differing = recorded.filter(({ verdict, expected }) => verdict.accepted !== expected.ok);
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  it('fail at start for the same registries', () => {
    const failing = recorded.map(({ id, verdict }) => ({ id, keys: failingKeys(verdict).toSorted() }));
    expect(failing).toEqual(recorded.map(({ id, expected }) => ({ id, keys: Object.keys(expected.init ?? {}).toSorted() })));
  });

  it('leave the same block behind, defaults filled in', () => {
    const compared = recorded.filter(({ expected }) => expected.resolved !== undefined);
    expect(compared.map(({ id, verdict }) => ({ id, block: resolved(verdict, release) }))).toEqual(
      compared.map(({ id, expected }) => ({ id, block: emptiesAlike(expected.resolved) })),
    );
  });
});
