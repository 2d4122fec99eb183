import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDiscoveryConfig } from '../../../src/apisix/discovery-config/parse.ts';
import { resolveCredential, resolveService } from '../../../src/apisix/discovery-config/references.ts';
import { releaseOf } from '../../../src/apisix/release.ts';

interface Expectation {
  readonly ok: boolean;
  readonly mode?: 'single' | 'multi' | 'absent';
  readonly init?: string;
  readonly resolved?: unknown;
  /** Recorded with a stand-in for the gateway's YAML library. */
  readonly approx?: boolean;
}

interface Recording {
  readonly id: string;
  readonly config?: unknown;
  readonly yaml?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly expect: Readonly<Record<string, Expectation | string>>;
}

const path = new URL('../../fixtures/recordings/config.jsonl', import.meta.url);
const recordings = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Recording);
const releases = Object.keys(recordings[0]?.expect ?? {});

function expectationOf(recording: Recording, release: string): Expectation | undefined {
  const expectation = recording.expect[release];
  const expected = typeof expectation === 'string' ? recording.expect[expectation] : expectation;
  return typeof expected === 'string' || expected?.approx === true ? undefined : expected;
}

function parse(recording: Recording, release: string) {
  // JSON leaves DEL as it is, and YAML does not allow it outside an escape.
  const text = recording.yaml ?? JSON.stringify({ discovery: { kubernetes: recording.config } }).replaceAll('\x7f', '\\u007f');
  return parseDiscoveryConfig(text, { release: releaseOf(release), env: (name) => recording.env[name] });
}

/** Lua has one empty table, and the null inside a list is one. */
function emptiesAlike(value: unknown): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return {};
  if (Array.isArray(value)) return value.map(emptiesAlike);
  return typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, emptiesAlike(inner)]))
    : value;
}

describe.each(releases)('the recordings of APISIX %s', (release) => {
  const recorded = recordings.flatMap((recording) => {
    const expected = expectationOf(recording, release);
    return expected === undefined ? [] : [{ recording, expected }];
  });

  it('are accepted and rejected alike, in the same mode', () => {
    const differing = recorded.filter(({ recording, expected }) => {
      const parsed = parse(recording, release);
      const accepted = parsed.ok || parsed.accepted;
      return (
        accepted !== expected.ok ||
        (parsed.ok && parsed.config.mode !== expected.mode) ||
        (expected.mode === 'absent' && parsed.ok)
      );
    });
    expect(differing.map(({ recording }) => recording.id)).toEqual([]);
  });

  it('leave the same block behind, defaults filled in', () => {
    const compared = recorded.flatMap(({ recording, expected }) => {
      const parsed = parse(recording, release);
      return parsed.ok && expected.resolved !== undefined
        ? [{ id: recording.id, raw: parsed.config.raw, resolved: emptiesAlike(expected.resolved) }]
        : [];
    });
    expect(compared.map(({ id, raw }) => ({ id, raw }))).toEqual(compared.map(({ id, resolved }) => ({ id, raw: resolved })));
  });

  it('fail at start alike, where no file is read for it', () => {
    for (const { recording, expected } of recorded) {
      const parsed = parse(recording, release);
      if (!parsed.ok) continue;
      const env = (name: string) => recording.env[name];
      for (const cluster of parsed.config.clusters) {
        const outcomes = [resolveService(cluster, env), resolveCredential(cluster, { env, release: releaseOf(release) })];
        const failure = outcomes.find((outcome) => !outcome.ok && outcome.gatewayMessage !== undefined);
        if (failure === undefined && cluster.client.kind === 'token-file') continue;
        // Up to 3.16 the gateway trips over writing this very message.
        const init = expected.init?.replace(/^attempt to concatenate field 'port'.*/, 'invalid port value: nil');
        expect(failure?.ok === false ? failure.gatewayMessage : undefined, recording.id).toBe(init);
      }
    }
  });
});
