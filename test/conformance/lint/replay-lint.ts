import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cli } from '../../support/cli.ts';
import type { JsonReport } from '../../support/lint.ts';
import { expectationOf } from '../../support/recordings.ts';
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
    const files = await lintDirectory(directory, { releases, env: group[0]?.env ?? {} });
    return group.flatMap((recording) =>
      releases.flatMap((release) => resultOf(recording, { release, file: files.get(join(directory, recording.file.name)) })),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Path → what the report says of the file. */
async function lintDirectory(
  directory: string,
  { releases, env }: { readonly releases: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Promise<ReadonlyMap<string, JsonFile>> {
  const flags = [
    '--no-settings',
    '--check-env',
    '--check-files',
    ...releases.flatMap((release) => ['--gateway-version', release]),
  ];
  const { code, stdout, stderr } = await cli(['lint', '-o', 'json', ...flags, directory], { env });
  if (code > 1) throw new Error(`lint ended with ${code}: ${stderr}`);
  const { files } = JSON.parse(stdout) as JsonReport;
  return new Map(files.map((file) => [file.path, file]));
}

/** None where the recording of a release is not to be relied on. */
function resultOf(
  recording: LintRecording,
  { release, file }: { readonly release: string; readonly file: JsonFile | undefined },
): readonly LintResult[] {
  const expected = expectationOf(recording, release);
  if (expected === undefined) return [];
  const differenceOf = recording.isObject ? differenceOfObject : differenceOfConfig;
  const difference = differenceOf(file, { expected, release });
  return [{ id: recording.id, release, ...(difference === undefined ? {} : { difference }) }];
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
