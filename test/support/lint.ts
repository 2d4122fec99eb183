import { cli } from './cli.ts';
import { memoryFiles } from './memory-files.ts';

export interface LintFilesOptions {
  /** Words of the command line beside the files. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A finding as `-o json` has it. */
export interface JsonFinding {
  readonly id: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly gatewayVersions: readonly string[];
  readonly hint?: string;
  readonly fix?: { readonly description: string; readonly edits?: readonly JsonEdit[] };
}

/** Replaces what stands from one place up to another. */
export interface JsonEdit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A route, upstream, service or stream route: release → verdict. */
export interface JsonObject {
  readonly kind: string;
  readonly id: string | null;
  readonly accepted: Readonly<Record<string, boolean>>;
  readonly admin: Readonly<Record<string, boolean>>;
}

export interface JsonReport {
  readonly files: readonly {
    readonly path: string;
    readonly document: number;
    readonly kind: string;
    readonly accepted: Readonly<Record<string, boolean>> | null;
    readonly objects?: readonly JsonObject[];
    readonly findings: readonly JsonFinding[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

export interface LintFilesResult {
  /** Every finding: `config.yaml:6:13 error C01 message`. */
  readonly lines: readonly string[];
  readonly report: JsonReport;
  readonly code: number;
}

/** Lints files that exist in memory alone, all but those that `flags` name (a baseline, manifests), through the command line. */
export async function lintFiles(
  files: Readonly<Record<string, string>>,
  { flags = [], env = {} }: LintFilesOptions = {},
): Promise<LintFilesResult> {
  const named = flags.flatMap((flag) => flag.split('='));
  const paths = Object.keys(files).filter((path) => !named.includes(path));
  const { code, stdout, stderr } = await cli(['lint', '-o', 'json', ...flags, ...paths], {
    env,
    host: {
      files: memoryFiles(files),
      readFile: (path) => {
        const text = files[path];
        return text === undefined
          ? Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' }))
          : Promise.resolve(text);
      },
    },
  });
  if (code > 1) throw new Error(`lint ended with ${code}: ${stderr}`);
  const report = JSON.parse(stdout) as JsonReport;
  const lines = report.files.flatMap(({ path, findings }) =>
    findings.map(({ line, column, severity, id, message }) => `${path}:${line}:${column} ${severity} ${id} ${message}`),
  );
  return { lines, report, code };
}
