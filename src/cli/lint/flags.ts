import type { Release } from '../../apisix/release.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Threshold } from '../../lint/threshold.ts';

export const LINT_OUTPUTS = ['text', 'short', 'json', 'sarif', 'github', 'junit', 'gitlab'] as const;

export type LintOutput = (typeof LINT_OUTPUTS)[number];

/** What `lint` was asked. What is undefined may stand in .k8s-disco.yaml. */
export interface LintFlags {
  /** Files, directories, globs; `-` is stdin. At least one. */
  readonly paths: readonly string[];
  readonly output: LintOutput;
  /** Oldest first. */
  readonly gatewayVersion?: readonly Release[];
  readonly stdinFilename?: string;
  readonly fix?: true;
  readonly fixDryRun?: true;
  readonly ignore: readonly CatalogueId[];
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly failOn?: Threshold;
  readonly envFile?: string;
  readonly checkEnv?: true;
  readonly checkFiles?: true;
  /** Manifests, as given: `FILE`, `-` or `ID=FILE`. */
  readonly file: readonly string[];
  /** A path; false for none. Looked for where neither was said. */
  readonly settings?: string | false;
  readonly verbose?: true;
}
