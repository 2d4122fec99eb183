import { stringify } from 'yaml';
import type { SetupReport } from '../../provision/report.ts';
import { jsonText } from '../../report/json-text.ts';
import { setupDocument } from '../../report/provision/setup-json.ts';
import { setupText } from '../../report/provision/setup-text.ts';
import type { Host, Output } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { SetupFlags } from './flags.ts';

export interface WrittenReport {
  readonly report: SetupReport;
  /** What to do next. */
  readonly next: readonly string[];
  /** stdout, unless that is kept for something else. */
  readonly to: Output;
}

/** Writes the report in the format asked for. */
export function writeReport({ report, next, to }: WrittenReport, flags: SetupFlags, host: Host): void {
  const { output, verbose, diff } = flags;
  switch (output) {
    case 'table': {
      const options = { page: pageOf(host, to), verbose: verbose === true, diff: diff === true, next };
      to.stream.write(setupText(report, options));
      break;
    }
    case 'json':
      to.stream.write(`${jsonText(setupDocument(report), { indent: 2 })}\n`);
      break;
    case 'yaml':
      to.stream.write(stringify(setupDocument(report)));
      break;
    default:
      output satisfies never;
  }
}
