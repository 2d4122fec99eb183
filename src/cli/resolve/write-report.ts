import { formatAddress } from '../../apisix/address.ts';
import { documentText } from '../../report/document.ts';
import { resolveDocument } from '../../report/resolve-json.ts';
import { resolveText } from '../../report/resolve-text.ts';
import type { ResolveReport } from '../../resolve/report.ts';
import { printable } from '../../terminal/page.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { ResolveFlags } from './flags.ts';

/** Writes the answer to stdout in the format asked for. */
export function writeReport(report: ResolveReport, flags: ResolveFlags, host: Host): void {
  host.stdout.stream.write(render(report, flags, host));
}

function render(report: ResolveReport, { output, all, verbose }: ResolveFlags, host: Host): string {
  switch (output) {
    case 'table':
    case 'wide': {
      const asked = all === true ? 'all' : 'names';
      return resolveText(report, { page: pageOf(host, host.stdout), asked, wide: output === 'wide', verbose: verbose === true });
    }
    case 'json':
    case 'yaml':
      return documentText(resolveDocument(report), output);
    case 'name':
      return report.results
        .flatMap(({ nodes }) => nodes ?? [])
        .map((node) => `${printable(formatAddress(node))}\n`)
        .join('');
    default:
      return output satisfies never;
  }
}
