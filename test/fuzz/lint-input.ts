import { RULES } from '../../src/lint/rules/index.ts';
import { documentsOf } from '../../src/lint/input/documents-of.ts';
import { judgeAll } from '../../src/lint/judgements.ts';
import { lint } from '../../src/lint/lint.ts';
import { makeReport } from '../../src/lint/make-report.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { LINT_FORMATS } from '../../src/report/lint/formats.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';
import { LINT_RECORDINGS, readLintRecordings } from '../conformance/lint/lint-recording.ts';

/** One release of each reader of YAML, and the newest. */
const RELEASES = ['2.13.0', '3.9.0', '3.18.0'].map(releaseOf);

const PAGE = { columns: 80, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };

/** What the rules take for their examples, and the recorded files. */
export function corpus(): readonly string[] {
  const examples = RULES.flatMap(({ examples: { failing, passing } }) =>
    [failing, passing].flatMap(({ files }) => Object.values(files)),
  );
  const recorded = LINT_RECORDINGS.flatMap((name) => readLintRecordings('test/fixtures/recordings', name) ?? []);
  return [...examples, ...recorded.map(({ file }) => file.text)];
}

/**
 * Lints a text and writes the report in every format; answers how long that took, in milliseconds. Throws where a release refuses it and
 * no finding says why.
 */
export function lintInput(text: string): number {
  const start = performance.now();
  const documents = documentsOf({ path: 'input.yaml', text, named: true });
  const env = (name: string): string | undefined => (name === 'X' ? '6443' : undefined);
  const judgements = judgeAll(documents, { releases: RELEASES, env });
  const facts = { isGatewayEnv: true, namedFile: undefined, manifests: undefined, now: 0 };
  const findings = lint({ documents, judgements, rules: RULES, env, facts });
  const report = makeReport({ judgements, findings, suppressed: [], isGatewayEnv: true });
  for (const { accepted, findings: found, path } of report.files) {
    const refused = Object.entries(accepted ?? {}).filter(([, isAccepted]) => !isAccepted);
    for (const [release] of refused) {
      if (!found.some(({ releases }) => releases.includes(release)))
        throw new Error(`${path} is refused by ${release}, and nothing says why`);
    }
  }
  for (const format of Object.values(LINT_FORMATS))
    format(report, { page: PAGE, version: '0.0.0', verbose: true, failOn: 'error', rules: RULES });
  return performance.now() - start;
}
