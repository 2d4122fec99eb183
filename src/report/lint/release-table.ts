import type { LintReport } from '../../lint/report.ts';
import { printable, widthOf } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import { table } from '../../terminal/table.ts';
import type { FileReport } from './by-file.ts';
import { areNeighbours, releaseRanges, runsOf } from './release-ranges.ts';
import { verdictOf } from './verdicts.ts';
import type { Verdict } from './verdicts.ts';

/** Between columns. */
const GAP = 3;

/**
 * Which release takes which file: a line for each file, and a column for each run of releases that are of one mind about all of them.
 * What the page is too narrow for comes in further tables below. Empty where nothing was judged.
 */
export function releaseTable(files: readonly FileReport[], releases: LintReport['releases'], page: Page): string[] {
  const judged = files.filter((file) => releases.some((release) => verdictOf(file, release) !== undefined));
  if (judged.length === 0) return [];
  const mind = new Map(releases.map((release) => [release, judged.map((file) => verdictOf(file, release)).join()]));
  const runs = runsOf(releases, (older, newer) => areNeighbours(older, newer) && mind.get(older) === mind.get(newer));
  const columns = runs.map((run) => ({
    title: releaseRanges(run, page.symbols.dash).join(', '),
    cells: judged.map((file) => cellOf(verdictOf(file, run[0] ?? ''), page)),
  }));
  const paths = judged.map(({ path }) => printable(path));
  const room = page.columns - paths.reduce((width, path) => Math.max(width, widthOf(path)), 0);
  return portions(columns, room).flatMap((portion, at) => [
    ...(at === 0 ? [] : ['']),
    ...table(
      [{ title: 'FILE' }, ...portion],
      paths.map((path, row) => [path, ...portion.map(({ cells }) => cells[row] ?? '')]),
    ),
  ]);
}

function cellOf(verdict: Verdict | undefined, { style, symbols }: Page): string {
  switch (verdict) {
    case 'accepted':
      return style.pass(symbols.pass);
    case 'rejected':
      return style.fail(symbols.fail);
    case 'undecided':
      return style.warn(symbols.unknown);
    case undefined:
      return style.dim(symbols.skipped);
  }
}

/** As many columns together as have room, at least one. */
function portions<T extends { readonly title: string }>(columns: readonly T[], room: number): readonly (readonly T[])[] {
  const all: T[][] = [];
  let left = 0;
  for (const column of columns) {
    const width = GAP + column.title.length;
    const portion = all.at(-1);
    if (portion === undefined || width > left) {
      all.push([column]);
      left = room - width;
    } else {
      portion.push(column);
      left -= width;
    }
  }
  return all;
}
