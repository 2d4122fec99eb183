import type { RecordedPage, RecordedRound, RecordedStep, Recording } from './recording.ts';
import { outcomeOf } from './recording.ts';

/**
 * A way in which our answer differs from the recorded one on purpose; docs/conformance.md gives the reasons. `asLived` rewrites the
 * scenario into what the gateway lived through, from the scenario's own content and never by its id; undefined where the situation
 * does not occur in it. The difference is known only when our answer to the rewritten scenario is the recorded one.
 */
export interface KnownDifference {
  readonly name: string;
  readonly asLived: (recording: Recording) => Recording | undefined;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  // Page 2 or later fails: the gateway swallows it and goes on without the rest of the list. We ask again.
  { name: 'lost-page', asLived: (recording) => rewriteRounds(recording, loseFailedPages) },
  // A line that is no event at all: the gateway holds on to the watch and reads nothing more from it. We reconnect.
  { name: 'reconnects-at-garbage', asLived: (recording) => rewriteRounds(recording, ignoreAfterGarbage) },
  // The gateway waits 40 s after most failures, longer than any recording lasts. We go on as soon as the server lets us.
  { name: 'waits-40-s', asLived: (recording) => rewriteRounds(recording, endAtFirstWait) },
  // The recorder's nginx declared the shared dicts of some ids only, where `apisix start` declares one for each id configured.
  { name: 'undeclared-dict', asLived: withoutDict },
];

type Rounds = readonly RecordedRound[];

function rewriteRounds(recording: Recording, rewrite: (rounds: Rounds) => Rounds): Recording | undefined {
  const rounds = rewrite(recording.rounds ?? []);
  const byToken = Object.fromEntries(
    Object.entries(recording.byToken ?? {}).map(([token, script]) => [token, { rounds: rewrite(script.rounds) }]),
  );
  const rewritten = { ...recording, ...(recording.rounds && { rounds }), ...(recording.byToken && { byToken }) };
  return JSON.stringify(rewritten) === JSON.stringify(recording) ? undefined : rewritten;
}

function loseFailedPages(rounds: Rounds): Rounds {
  const lived: RecordedRound[] = [];
  for (const round of rounds) {
    const list = round.list ?? [];
    const failed = list.findIndex((page, at) => at > 0 && isFailure(page));
    if (failed === -1) {
      lived.push(round);
      continue;
    }
    const kept = list.slice(0, failed).map((page, at) => (at === failed - 1 ? { ...page, continue: '' } : page));
    // With its connection gone, the watch fails as well, and then the gateway waits.
    if (list[failed]?.drop === true) return [...lived, { list: kept, watch: [[{ sync: true }]] }];
    lived.push({ ...round, list: kept });
  }
  return lived;
}

function ignoreAfterGarbage(rounds: Rounds): Rounds {
  return rounds.map((round) => (round.watch === undefined ? round : { ...round, watch: round.watch.map(cutAtGarbage) }));
}

function cutAtGarbage(steps: readonly RecordedStep[]): readonly RecordedStep[] {
  const text = steps
    .map(({ event, raw, b64 }) =>
      event === undefined ? (raw ?? Buffer.from(b64 ?? '', 'base64').toString('latin1')) : `${JSON.stringify(event)}\n`,
    )
    .join('');
  const lines = text.split(/(?<=\n)/);
  const garbage = lines.findIndex((line) => line.endsWith('\n') && line.trim() !== '' && !isJson(line));
  if (garbage === -1) return steps;
  const before = Buffer.from(lines.slice(0, garbage).join(''), 'latin1').toString('base64');
  return [{ b64: before }, ...steps.filter(({ end, drop }) => end === true || drop === true)];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function endAtFirstWait(rounds: Rounds): Rounds {
  const lived: RecordedRound[] = [];
  for (const round of rounds) {
    const [firstPage] = round.list ?? [];
    if (firstPage !== undefined && isFailure(firstPage)) return lived;
    const watch = round.watch ?? [];
    const failed = watch.findIndex((steps) => steps.some(isWatchFailure));
    if (failed !== -1) {
      const steps = watch[failed] ?? [];
      const before = steps.slice(0, steps.findIndex(isWatchFailure));
      return [...lived, { ...round, watch: [...watch.slice(0, failed), [...before, { sync: true }]] }];
    }
    lived.push(round);
  }
  return lived;
}

function isFailure({ status, drop, raw, kind }: RecordedPage): boolean {
  return (status !== undefined && status !== 200) || drop === true || raw !== undefined || kind !== undefined;
}

function isWatchFailure({ status, drop, event }: RecordedStep): boolean {
  const { type, object } = (event ?? {}) as { type?: unknown; object?: { code?: unknown } | null };
  return status !== undefined || drop === true || (type === 'ERROR' && object?.code !== 410);
}

/** In every release that takes a list, discovery of such a recording died at start, before its first request. */
function withoutDict(recording: Recording): Recording | undefined {
  const multi = Array.isArray(recording.kubernetes);
  const silent = Object.keys(recording.expect).some((release) => outcomeOf(recording, release).requests?.length === 0);
  return multi && silent ? { ...recording, byToken: {} } : undefined;
}
