import { applyBaseline } from '../../lint/apply-baseline.ts';
import { baselinePaths } from '../../lint/baseline-paths.ts';
import { bareDocument } from '../../lint/bare-document.ts';
import type { LintDocument, LintFile } from '../../lint/document.ts';
import { documentsOf } from '../../lint/input/documents-of.ts';
import type { InputProblem } from '../../lint/input/input-problem.ts';
import { judgeAll } from '../../lint/judgements.ts';
import { lint } from '../../lint/lint.ts';
import { makeReport } from '../../lint/make-report.ts';
import { maskFindings } from '../../lint/mask-findings.ts';
import { applyPreferences } from '../../lint/preferences.ts';
import type { LintFinding, LintReport } from '../../lint/report.ts';
import { RULES } from '../../lint/rules/index.ts';
import { notText } from '../../lint/rules/not-text.ts';
import { silentIds } from '../../lint/silent-ids.ts';
import { suppress } from '../../lint/suppressions/suppress.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';
import type { GatewayEnvironment } from './gateway-environment.ts';
import { readManifestAnswers } from './manifests.ts';
import { readNamedFiles } from './named-files.ts';
import type { Project } from './project.ts';

/** What stays the same while a run lints its files again after each round of fixes. */
export interface Round {
  readonly flags: LintFlags;
  readonly project: Project;
  readonly environment: GatewayEnvironment;
  readonly host: Host;
}

/** Lints texts: judges them, asks the rules, leaves out what is ignored, suppressed or in the baseline. */
export async function lintRound(
  { files, problems }: { readonly files: readonly LintFile[]; readonly problems: readonly InputProblem[] },
  { flags, project, environment, host }: Round,
): Promise<LintReport> {
  const { releases, preferences, baseline } = project;
  const { env, isGatewayEnv } = environment;
  const documents = host.compute(() => files.flatMap(documentsOf));
  const judgements = host.compute(() => judgeAll(documents, { releases, env }));
  const namedFile = flags.checkFiles === true ? await readNamedFiles(judgements, { files: host.files, env }) : undefined;
  const manifests = flags.file.length > 0 ? await readManifestAnswers(flags.file, { judgements, host }) : undefined;
  const facts = { isGatewayEnv, namedFile, manifests, now: host.clock.now() };
  const linted = host.compute(() => lint({ documents, judgements, rules: RULES, env, facts }));
  const all = new Map([...linted, ...problems.map((problem) => unread(problem, project))]);
  const preferred = applyPreferences(all, preferences);
  const silent = new Set<string>([...preferences.ignored, ...silentIds(facts)]);
  const suppressing = suppress(preferred.findings, { releases, ids: RULES.map(({ id }) => id), silent });
  const shown = host.compute(() => maskFindings(suppressing.findings));
  const paths = [...all.keys()].map(({ file }) => file.path);
  const known =
    baseline &&
    applyBaseline(shown, {
      baseline,
      pathOf: await baselinePaths(paths, { baseline: baseline.file.path, files: host.files }),
      releases,
      silent,
    });
  return makeReport({
    judgements,
    findings: known?.findings ?? shown,
    suppressed: [...preferred.ignored, ...suppressing.suppressed, ...(known?.suppressed ?? [])],
    isGatewayEnv,
  });
}

function unread(problem: InputProblem, { releases }: Project): readonly [LintDocument, readonly LintFinding[]] {
  const { severity, message, hint, position } = problem;
  const finding: LintFinding = {
    id: problem.id,
    rule: notText.name,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    position,
    end: position,
    releases: releases.map(({ version }) => version),
  };
  return [bareDocument({ path: problem.path, text: '', named: false }, 'not text'), [finding]];
}
