import type { Finding } from '../../findings/finding.ts';
import type { EmittedFile, SetupReport } from '../../provision/report.ts';
import type { Page } from '../../terminal/page.ts';
import { findingLines, toldFindings } from '../finding-lines.ts';
import { headline } from '../headline.ts';

export interface EmittedOptions {
  readonly page: Page;
  /** Findings that need no action, too. */
  readonly verbose: boolean;
}

/** What became of the files for the gateway, and what keeps it from working with them. */
export function emittedLines({ emitted, dryRun, clusters }: SetupReport, options: EmittedOptions): string[] {
  if (emitted === undefined) return [];
  const { page } = options;
  const { config, tokenFile, findings } = emitted;
  const files = dryRun ? [] : [tokenFile, config].filter((file) => file !== null);
  const told = clusters.length > 1 ? findings.map(ofCluster) : findings;
  return [...files.flatMap((file) => fileLines(file, page)), ...findingLines(toldFindings(told, options), page)];
}

function ofCluster(finding: Finding): Finding {
  const { cluster, message } = finding;
  return cluster === undefined ? finding : { ...finding, message: `${cluster}: ${message}` };
}

function fileLines({ path, state, isExposed }: EmittedFile, page: Page): string[] {
  switch (state) {
    case 'printed':
      return [];
    case 'not-written':
      return headline({ verdict: 'skipped', text: path === '-' ? 'config not printed' : `${path} not written` }, page);
    case 'created':
    case 'changed':
    case 'unchanged':
      return [...headline({ verdict: 'pass', text: `${path} ${state}` }, page), ...(isExposed ? exposure(path, page) : [])];
    default:
      return state satisfies never;
  }
}

/** Its mode is left to the user, as the gateway may run as somebody else. */
function exposure(path: string, page: Page): string[] {
  const text = `${path} holds a token, and others than its owner may read it`;
  return headline({ verdict: 'warning', text, below: [`Unless the gateway needs that: chmod 600 ${path}`] }, page);
}
