import { index, luaType } from '../../src/apisix/lua.ts';
import { LineSplitter } from '../../src/discovery/decode/json-lines.ts';
import { parseJson } from '../../src/discovery/decode/json-list.ts';
import { decodeWatchEvent, isWellFramed } from '../../src/discovery/decode/watch-event.ts';
import type { RecordedPage, RecordedRound, RecordedStep, Recording } from './recording.ts';
import { outcomeOf } from './recording.ts';

/**
 * A way in which our answer differs from the recorded one on purpose; docs/conformance.md gives the reasons. `asLived` rewrites the
 * scenario into what the gateway lived through, from the scenario's own content and never by its id; undefined where the situation
 * does not occur in it. The difference is known only when our answer to the rewritten scenario is the recorded one.
 */
export interface KnownDifference {
  readonly name: string;
  readonly asLived: (recording: Recording, release: string) => Recording | undefined;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  // The token of a page that failed is still there when the next list begins, and so the gateway does not get that list's first page.
  {
    name: 'stale-continue',
    asLived: (recording, release) => (KEEP_CONTINUE.has(release) ? rewriteRounds(recording, endAfterFailedPage) : undefined),
  },
  // Page 2 or later fails: the gateway swallows it and goes on without the rest of the list. We ask again.
  { name: 'lost-page', asLived: (recording) => rewriteRounds(recording, loseFailedPages) },
  // A line that the gateway cannot read: it holds on to the watch and applies nothing more from it. We reconnect, or heed what follows.
  { name: 'reconnects-at-garbage', asLived: (recording) => rewriteRounds(recording, ignoreAfterGarbage) },
  // The gateway waits 40 s after most failures, longer than any recording lasts. We go on as soon as the server lets us.
  { name: 'waits-40-s', asLived: (recording) => rewriteRounds(recording, endAtFirstWait) },
  // The recorder's nginx declared the shared dicts of some ids only, where `apisix start` declares one for each id configured.
  { name: 'undeclared-dict', asLived: withoutDict },
];

/** informer_factory.lua `list_watch` of the others empties `continue` first. */
const KEEP_CONTINUE: ReadonlySet<string> = new Set(['2.13.0', '2.13.1', '2.13.2', '2.14.1']);

type Rounds = readonly RecordedRound[];

function rewriteRounds(recording: Recording, rewrite: (rounds: Rounds) => Rounds): Recording | undefined {
  const rounds = rewrite(recording.rounds ?? []);
  const byToken = Object.fromEntries(
    Object.entries(recording.byToken ?? {}).map(([token, script]) => [token, { rounds: rewrite(script.rounds) }]),
  );
  const rewritten = { ...recording, ...(recording.rounds && { rounds }), ...(recording.byToken && { byToken }) };
  return JSON.stringify(rewritten) === JSON.stringify(recording) ? undefined : rewritten;
}

/** The recordings' server has nothing behind the page that failed. */
function endAfterFailedPage(rounds: Rounds): Rounds {
  const at = rounds.findIndex(({ list = [] }) => list.findIndex((page) => outcomeOfPage(page) !== 'list') > 0);
  return at === -1 ? rounds : rounds.slice(0, at + 1);
}

function loseFailedPages(rounds: Rounds): Rounds {
  const lived: RecordedRound[] = [];
  for (const round of rounds) {
    const list = round.list ?? [];
    const failed = list.findIndex((page, at) => at > 0 && outcomeOfPage(page) !== 'list');
    const page = list[failed];
    if (page === undefined) {
      lived.push(round);
      continue;
    }
    // Lua raises on this one, as it does on such items, and then the gateway waits.
    if (outcomeOfPage(page) === 'raises') return [...lived, { list: [...list.slice(0, failed), { items: null }] }];
    const kept = list.slice(0, failed).map((before, at) => (at === failed - 1 ? { ...before, continue: '' } : before));
    // With its connection gone, the watch fails as well, and then the gateway waits.
    if (page.drop === true) return [...lived, { list: kept, watch: [[{ sync: true }]] }];
    lived.push({ ...round, list: kept });
  }
  return lived;
}

function ignoreAfterGarbage(rounds: Rounds): Rounds {
  return rounds.map((round) => (round.watch === undefined ? round : { ...round, watch: round.watch.map(cutAtGarbage) }));
}

function cutAtGarbage(steps: readonly RecordedStep[]): readonly RecordedStep[] {
  const lines = linesOf(steps);
  const garbage = lines.findIndex((line) => !isWellFramed(line));
  if (garbage === -1) return steps;
  return [asStep(lines.slice(0, garbage)), ...steps.filter(({ end, drop }) => end === true || drop === true)];
}

function endAtFirstWait(rounds: Rounds): Rounds {
  const lived: RecordedRound[] = [];
  for (const round of rounds) {
    const [firstPage] = round.list ?? [];
    if (firstPage !== undefined && outcomeOfPage(firstPage) !== 'list') return lived;
    const watch = round.watch ?? [];
    for (const [at, steps] of watch.entries()) {
      const before = beforeFailure(steps);
      if (before === undefined) continue;
      return [...lived, { ...round, watch: [...watch.slice(0, at), [...before, { sync: true }]] }];
    }
    lived.push(round);
  }
  return lived;
}

/** What the gateway takes from a watch before it fails; undefined where it does not. */
function beforeFailure(steps: readonly RecordedStep[]): readonly RecordedStep[] | undefined {
  if (steps[0]?.status !== undefined) return [];
  const lines = linesOf(steps);
  const error = lines.findIndex((line) => isWellFramed(line) && isError(line));
  if (error !== -1) return [asStep(lines.slice(0, error))];
  return steps.some(({ drop }) => drop === true) ? [asStep(lines)] : undefined;
}

/** An ERROR event other than 410. */
function isError(line: Uint8Array): boolean {
  const event = decodeWatchEvent(line);
  return event?.type === 'ERROR' && (event.object as { code?: unknown } | null | undefined)?.code !== 410;
}

/** The whole lines of a watch, with their line feeds. */
function linesOf(steps: readonly RecordedStep[]): readonly Uint8Array[] {
  const bytes = Buffer.concat(
    steps.map(({ event, raw, b64 }) =>
      event === undefined
        ? Buffer.from(b64 ?? raw ?? '', b64 === undefined ? 'utf8' : 'base64')
        : Buffer.from(`${JSON.stringify(event)}\n`),
    ),
  );
  return [...new LineSplitter(Infinity).push(bytes)];
}

function asStep(lines: readonly Uint8Array[]): RecordedStep {
  return { b64: Buffer.concat(lines).toString('base64') };
}

/**
 * What informer_factory.lua `list` makes of a page: it fails, or Lua raises because the answer cannot be indexed or its metadata
 * cannot. The recordings' server puts whole metadata around `items`.
 */
function outcomeOfPage({ status, drop, raw, kind }: RecordedPage): 'list' | 'fails' | 'raises' {
  if ((status !== undefined && status !== 200) || drop === true || kind !== undefined) return 'fails';
  if (raw === undefined) return 'list';
  const body = parseJson(Buffer.from(raw));
  if (body === undefined || body === false || typeof body === 'string') return 'fails';
  if (luaType(body) !== 'table') return 'raises';
  const listKind = index(body, 'kind', 'kind');
  if (listKind !== 'EndpointsList' && listKind !== 'EndpointSliceList') return 'fails';
  return ['table', 'string'].includes(luaType(index(body, 'metadata', 'metadata'))) ? 'list' : 'raises';
}

/** In every release that takes a list, discovery of such a recording died at start, before its first request. */
function withoutDict(recording: Recording): Recording | undefined {
  const multi = Array.isArray(recording.kubernetes);
  const silent = Object.keys(recording.expect).some((release) => outcomeOf(recording, release).requests?.length === 0);
  return multi && silent ? { ...recording, byToken: {} } : undefined;
}
