import { describe, expect, it } from 'vitest';
import { parseDiscoveryConfig } from '../../../src/apisix/discovery-config/parse.ts';
import { resolveCredential, resolveService } from '../../../src/apisix/discovery-config/references.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import { emptiesAlike, expectationOf, readRecordings } from '../../support/recordings.ts';
import type { Recording } from '../../support/recordings.ts';

interface Expectation {
  readonly ok: boolean;
  readonly mode?: 'single' | 'multi' | 'absent';
  readonly init?: string;
  readonly resolved?: unknown;
  readonly approx?: boolean;
}

const recordings = readRecordings<Recording<Expectation> & { readonly config?: unknown }>('config.jsonl');
const releases = Object.keys(recordings[0]?.expect ?? {});

function parse(recording: (typeof recordings)[number], release: string) {
  // JSON leaves DEL as it is, and YAML does not allow it outside an escape.
  const text = recording.yaml ?? JSON.stringify({ discovery: { kubernetes: recording.config } }).replaceAll('\x7f', '\\u007f');
  return parseDiscoveryConfig(text, { release: releaseOf(release), env: (name) => recording.env[name] });
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
