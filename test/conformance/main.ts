import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LINT_RECORDINGS, readLintRecordings } from './lint/lint-recording.ts';
import { replayLint } from './lint/replay-lint.ts';
import { readRecordings } from './recording.ts';
import { runConformance } from './run.ts';
import type { Row } from './table.ts';
import { tableOf } from './table.ts';

/** `npm run conformance [-- DIR]`: replays recordings of the gateway and exits 1 when our answer differs in any without a known reason. */
const directory = process.argv[2] ?? 'test/fixtures/recordings';
const tables: { readonly title: string; readonly rows: readonly Row[] }[] = [];

if (existsSync(join(directory, 'nodes.jsonl'))) {
  const recordings = readRecordings(directory);
  const results = await runConformance(recordings);
  const rows = results.map(({ id, release, verdict }): Row => {
    switch (verdict.kind) {
      case 'agrees':
        return { id, release, outcome: 'agrees' };
      case 'knowingly differs':
        return { id, release, outcome: 'knowingly differs', note: verdict.name };
      case 'differs':
        return { id, release, outcome: 'differs' };
    }
  });
  tables.push({ title: `${recordings.length} recordings of nodes`, rows });
}

for (const name of LINT_RECORDINGS) {
  const recordings = readLintRecordings(directory, name);
  if (recordings === undefined) continue;
  const results = await replayLint(recordings);
  const rows = results.map(({ id, release, difference }): Row => {
    return { id, release, ...(difference === undefined ? { outcome: 'agrees' } : { outcome: 'differs', note: difference }) };
  });
  tables.push({ title: `${recordings.length} recordings of ${name}`, rows });
}

if (tables.length === 0) {
  console.error(`${directory} holds no recordings: nodes.jsonl, ${LINT_RECORDINGS.map((name) => `${name}.jsonl`).join(', ')}`);
  process.exit(2);
}
console.log(`From ${directory}`);
for (const { title, rows } of tables) console.log(`\n${title}\n\n${tableOf(rows)}`);
const isGood = tables.every(({ rows }) => rows.every(({ outcome }) => outcome !== 'differs'));
process.exitCode = isGood ? 0 : 1;
