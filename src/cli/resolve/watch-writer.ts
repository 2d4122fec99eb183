import { jsonLine } from '../../report/json-text.ts';
import { changeLine, stateLine } from '../../report/resolve-change.ts';
import type { NodeChange } from '../../report/resolve-change.ts';
import { changeDocument, resolveDocument } from '../../report/resolve-json.ts';
import { findingLines, toldFindings } from '../../report/finding-lines.ts';
import type { ResolveReport } from '../../resolve/report.ts';
import { fold } from '../../terminal/page.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { ResolveFlags } from './flags.ts';

/** Puts a watch on stdout. */
export interface WatchWriter {
  /** How everything stands at first. */
  report(report: ResolveReport): void;
  change(change: NodeChange): void;
}

/** After `12:03:07` and two spaces. */
const UNDER_NAME = 10;

/** A JSON document a line, or a line for each name and then for each change. */
export function watchWriter({ output, verbose }: ResolveFlags, host: Host): WatchWriter {
  const write = (line: string): void => void host.stdout.stream.write(`${line}\n`);
  if (output === 'json') {
    return {
      report: (report) => write(jsonLine(resolveDocument(report))),
      change: (change) => write(jsonLine(changeDocument(change))),
    };
  }
  const page = pageOf(host, host.stdout);
  // A terminal would break an address in two; a pipe gets one line for each change.
  const say = (line: string) => (host.stdout.isTerminal ? fold(line, UNDER_NAME, page) : [line]).forEach(write);
  return {
    report({ results, findings }) {
      const time = host.clock.now();
      for (const result of results) if (result.status !== 'unknown') say(stateLine(result, time, page));
      findingLines(toldFindings(findings, { verbose: verbose === true }), page).forEach(write);
    },
    change: (change) => say(changeLine(change, page)),
  };
}
