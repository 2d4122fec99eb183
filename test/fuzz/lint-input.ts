import { readFileSync } from 'node:fs';
import { RULES } from '../../src/lint/rules/index.ts';
import { documentsOf } from '../../src/lint/input/documents-of.ts';
import { judgeAll } from '../../src/lint/judgements.ts';
import { lint } from '../../src/lint/lint.ts';
import { makeReport } from '../../src/lint/make-report.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { LINT_FORMATS } from '../../src/report/lint/formats.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';

/** One release of each reader of YAML, and the newest. */
const RELEASES = ['2.13.0', '3.9.0', '3.18.0'].map(releaseOf);

const PAGE = { columns: 80, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };

/** What the rules take for their examples, and the recorded files. */
export function corpus(): readonly string[] {
  const examples = RULES.flatMap(({ examples: { failing, passing } }) =>
    [failing, passing].flatMap(({ files }) => Object.values(files)),
  );
  const recorded = ['config', 'registries', 'routes'].flatMap((name) =>
    readFileSync(`test/fixtures/recordings/${name}.jsonl`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(textOf),
  );
  return [...examples, ...recorded];
}

function textOf(line: string): string {
  const row = JSON.parse(line) as {
    readonly yaml?: string;
    readonly kind?: string;
    readonly object?: unknown;
    readonly discovery?: unknown;
    readonly config?: unknown;
  };
  if (row.yaml !== undefined) return row.yaml;
  if (row.kind !== undefined) return `${row.kind}:\n  - ${JSON.stringify(row.object)}\n#END\n`;
  return JSON.stringify({ discovery: row.discovery ?? { kubernetes: row.config } }, undefined, 1);
}

/** Lints a text and writes it in every format; answers how long that took, in milliseconds, and all that was written. */
export function lintInput(text: string): { readonly milliseconds: number; readonly written: string } {
  const start = performance.now();
  const documents = documentsOf({ path: 'input.yaml', text, named: true });
  const env = (name: string): string | undefined => (name === 'X' ? '6443' : undefined);
  const judgements = judgeAll(documents, { releases: RELEASES, env });
  const facts = { isGatewayEnv: true, namedFile: undefined, manifests: undefined, now: 0 };
  const findings = lint({ documents, judgements, rules: RULES, env, facts });
  const report = makeReport({ judgements, findings, suppressed: 0 });
  for (const { accepted, findings: found, path } of report.files) {
    const refused = Object.entries(accepted ?? {}).filter(([, isAccepted]) => !isAccepted);
    for (const [release] of refused) {
      if (!found.some(({ releases }) => releases.includes(release)))
        throw new Error(`${path} is refused by ${release}, and nothing says why`);
    }
  }
  const written = Object.values(LINT_FORMATS).map((format) =>
    format(report, { page: PAGE, version: '0.0.0', verbose: true, failOn: 'error', rules: RULES }),
  );
  return { milliseconds: performance.now() - start, written: written.join('') };
}
