import type { LintFormat } from './format.ts';
import { lintGithub } from './github.ts';
import { lintGitlab } from './gitlab.ts';
import { lintJson } from './json.ts';
import { lintJunit } from './junit.ts';
import { lintSarif } from './sarif.ts';
import { lintShort } from './short.ts';
import { lintText } from './text.ts';

/** Name on the command line → format. */
export const LINT_FORMATS = {
  text: lintText,
  short: lintShort,
  json: lintJson,
  sarif: lintSarif,
  github: lintGithub,
  junit: lintJunit,
  gitlab: lintGitlab,
} as const satisfies Readonly<Record<string, LintFormat>>;

/** Formats that do not say of a file that there was nothing to lint. */
export const FORMATS_OF_FINDINGS: ReadonlySet<keyof typeof LINT_FORMATS> = new Set([
  'short',
  'json',
  'sarif',
  'github',
  'gitlab',
]);
