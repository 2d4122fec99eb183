import { basename } from 'node:path';
import type { DoctorReport } from '../../../doctor/report.ts';
import { maskSentence, withoutSecrets } from '../../../doctor/without-secrets.ts';
import type { LintFile } from '../../../lint/document.ts';
import { maskedText } from '../../../lint/masking.ts';
import { API_VERSION } from '../../../report/document.ts';
import type { DoctorFormatOptions } from '../../../report/doctor/format.ts';
import { doctorJson } from '../../../report/doctor/json.ts';
import { doctorText } from '../../../report/doctor/text.ts';
import { jsonText } from '../../../report/json-text.ts';
import { createStyle } from '../../../terminal/style.ts';
import { symbolsFor } from '../../../terminal/symbols.ts';
import type { DoctorFlags } from '../flags.ts';
import { givenFlags } from '../given-flags.ts';
import type { TarFile } from './tar.ts';

/** What a support bundle is made of. */
export interface BundleContent {
  readonly report: DoctorReport;
  readonly flags: DoctorFlags;
  /** Those of `--config` and `--routes`. */
  readonly files: readonly LintFile[];
  /** Whether the gateway has a variable. */
  readonly isSet: (variable: string) => boolean;
  /** Tokens that were used; they are in no file of a bundle. */
  readonly secrets: readonly string[];
  /** Of the checks and of k8s-disco. */
  readonly formats: Pick<DoctorFormatOptions, 'checks' | 'version'>;
  readonly node: string;
  readonly platform: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** All files of a bundle lie in this folder. */
const FOLDER = 'k8s-disco-bundle';

/**
 * The files of a bundle: the report for people and for programs, what was asked of what, and the files that were given, secrets masked. No
 * kubeconfig, and of the environment only which variables those files name.
 */
export function bundleFiles(content: BundleContent): readonly TarFile[] {
  const { report, flags, files, secrets, formats } = content;
  const page = { columns: 100, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };
  const options = { ...formats, page, verbose: true, failOn: 'fail', given: givenFlags(flags) } as const;
  const given = files.map((file, at) => ({ file, name: `files/${at + 1}-${nameOf(file)}` }));
  return [
    { name: 'about.json', text: maskSentence(aboutText(content, given), secrets) },
    { name: 'report.txt', text: doctorText(report, options) },
    { name: 'report.json', text: doctorJson(report, options) },
    ...given.map(({ file, name }) => ({ name, text: withoutSecrets(maskedText(file), secrets) })),
  ].map(({ name, text }) => ({ name: `${FOLDER}/${name}`, text }));
}

interface GivenFile {
  readonly file: LintFile;
  /** In the bundle. */
  readonly name: string;
}

function aboutText({ report, flags, isSet, formats, node, platform, now }: BundleContent, given: readonly GivenFile[]): string {
  const { token, gatewayVersion, controlApi, ...rest } = flags;
  const variables = new Set(given.flatMap(({ file }) => variablesIn(file)));
  return jsonText({
    apiVersion: API_VERSION,
    kind: 'SupportBundle',
    time: new Date(now).toISOString(),
    versions: {
      'k8s-disco': formats.version,
      node,
      platform,
      gateway: report.gatewayVersion,
      kubernetes: Object.fromEntries(report.clusters.map(({ name, kubernetes }) => [name, kubernetes ?? null])),
    },
    flags: {
      ...rest,
      ...(token === undefined ? {} : { token: '***' }),
      ...(gatewayVersion === undefined ? {} : { gatewayVersion: gatewayVersion.version }),
      ...(controlApi === undefined ? {} : { controlApi: controlApi.href }),
    },
    files: given.map(({ file, name }) => ({ path: file.path, name })),
    variables: [...variables].toSorted().map((name) => ({ name, isSet: isSet(name) })),
  });
}

/** `${VAR}` and `${{VAR:=default}}`. */
function variablesIn({ text }: LintFile): readonly string[] {
  return Array.from(text.matchAll(/\$\{\{?\s*(\w+)/g), ([, name = '']) => name);
}

function nameOf({ path }: LintFile): string {
  return basename(path)
    .replaceAll(/[^\w.-]/g, '_')
    .slice(-60);
}
