import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRecordings } from './recording.ts';
import type { Result } from './run.ts';
import { runConformance } from './run.ts';

/** `npm run conformance [-- DIR]`: replays recordings of the gateway and exits 1 when our answer differs in any without a known reason. */
const SHOWN_IDS = 10;

const directory = process.argv[2] ?? 'test/fixtures/recordings';
if (!existsSync(join(directory, 'nodes.jsonl'))) {
  console.error(`${directory} holds no nodes.jsonl`);
  process.exit(2);
}
const recordings = readRecordings(directory);
const results = await runConformance(recordings);
const releases = new Set(results.map(({ release }) => release));
console.log(`${recordings.length} recordings of nodes from ${directory}\n`);
console.log('release    agree  knowingly differ  differ');
for (const release of releases) {
  console.log(
    line(
      release,
      results.filter((result) => result.release === release),
    ),
  );
}
const differing = results.filter(({ verdict }) => verdict.kind === 'differs');
process.exitCode = differing.length === 0 ? 0 : 1;

function line(release: string, group: readonly Result[]): string {
  const known = new Map<string, number>();
  const differing: string[] = [];
  for (const { id, verdict } of group) {
    if (verdict.kind === 'knowingly differs') known.set(verdict.name, (known.get(verdict.name) ?? 0) + 1);
    if (verdict.kind === 'differs') differing.push(id);
  }
  const knownCount = [...known.values()].reduce((sum, count) => sum + count, 0);
  const agreeing = group.length - knownCount - differing.length;
  const classes = [...known].map(([name, count]) => `${name} ${count}`).join(', ');
  const counts = `${release.padEnd(9)}  ${String(agreeing).padStart(5)}  ${String(knownCount).padStart(16)}  ${String(differing.length).padStart(6)}`;
  const firstIds = differing.slice(0, SHOWN_IDS).join(' ');
  return `${counts}${classes === '' ? '' : `  ${classes}`}${firstIds === '' ? '' : `  differ: ${firstIds}`}`;
}
