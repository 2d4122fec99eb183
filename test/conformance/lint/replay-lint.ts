import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cli } from '../../support/cli.ts';
import type { JsonReport } from '../../support/lint.ts';
import { verdictOf } from './lint-recording.ts';
import type { LintRecording, RecordedVerdict } from './lint-recording.ts';

/** A recording as one release: whether lint says what the release did, and if not, in what it differs. */
export interface LintResult {
  readonly id: string;
  readonly release: string;
  readonly difference?: string;
}

/** Lints all recordings for every release they name, through the command line: one run for all that share an environment. */
export async function replayLint(recordings: readonly LintRecording[]): Promise<readonly LintResult[]> {
  const groups = new Map<string, LintRecording[]>();
  for (const recording of recordings) {
    const key = JSON.stringify(recording.env);
    groups.set(key, [...(groups.get(key) ?? []), recording]);
  }
  const results: LintResult[] = [];
  for (const group of groups.values()) results.push(...(await replayGroup(group)));
  return results;
}

async function replayGroup(group: readonly LintRecording[]): Promise<readonly LintResult[]> {
  const releases = [...new Set(group.flatMap(({ expect }) => Object.keys(expect)))];
  const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-conformance-'));
  try {
    for (const { file } of group) {
      const path = join(directory, file.name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text);
    }
    const flags = releases.flatMap((release) => ['--gateway-version', release]);
    const { code, stdout, stderr } = await cli(
      ['lint', '-o', 'json', '--no-settings', '--check-env', '--check-files', ...flags, directory],
      {
        env: group[0]?.env ?? {},
      },
    );
    if (code > 1) throw new Error(`lint ended with ${code}: ${stderr}`);
    const { files } = JSON.parse(stdout) as JsonReport;
    const byPath = new Map(files.map((file) => [file.path, file]));
    return group.flatMap((recording) =>
      releases.flatMap((release): readonly LintResult[] => {
        const expected = verdictOf(recording, release);
        if (expected === undefined) return [];
        const file = byPath.get(join(directory, recording.file.name));
        const difference = recording.isObject
          ? differenceOfObject(file, { expected, release })
          : differenceOfConfig(file, { expected, release });
        return [{ id: recording.id, release, ...(difference === undefined ? {} : { difference }) }];
      }),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Expected {
  readonly expected: RecordedVerdict;
  readonly release: string;
}

type JsonFile = JsonReport['files'][number];

function differenceOfConfig(file: JsonFile | undefined, { expected, release }: Expected): string | undefined {
  const accepted = file?.accepted?.[release];
  if (accepted !== expected.ok) return `accepted is ${accepted}`;
  const said = file?.findings.filter(({ gatewayVersions }) => gatewayVersions.includes(release)) ?? [];
  if (!expected.ok && !said.some(({ severity }) => severity !== 'info')) return 'refused, and no finding says why';
  if (expected.init !== undefined && said.length === 0) return 'does not start, and no finding says why';
  return undefined;
}

function differenceOfObject(file: JsonFile | undefined, { expected, release }: Expected): string | undefined {
  const [object] = file?.objects ?? [];
  if (object === undefined) return 'no object';
  const accepted = expected.file?.ok ?? expected.ok;
  if (object.accepted[release] !== accepted) return `data plane: ${object.accepted[release]}`;
  return object.admin[release] === expected.ok ? undefined : `Admin API: ${object.admin[release]}`;
}
