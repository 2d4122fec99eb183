import { xml } from './xml.ts';

/** A test as JUnit's XML has it. Texts are as they are, not escaped. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  /** Where it is to be mended. */
  readonly file?: string | undefined;
  /** 1-based. */
  readonly line?: number | undefined;
  readonly result: TestResult;
}

/** How a test came out. */
export type TestResult =
  /** `lines`: a remark. */
  | { readonly kind: 'passed'; readonly lines?: readonly string[] }
  /** `lines`: the message again with everything that belongs to it. */
  | { readonly kind: 'failed'; readonly type: string; readonly message: string; readonly lines: readonly string[] }
  | { readonly kind: 'skipped'; readonly message: string };

/** Tests that belong together. */
export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/** JUnit's XML, as build servers read it. */
export function junitText(name: string, suites: readonly TestSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(name)}" ${counts(all)}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${xml(suite.name)}" ${counts(suite.cases)}>`,
      ...suite.cases.flatMap(caseLines).map((line) => `    ${line}`),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function counts(cases: readonly TestCase[]): string {
  const count = (wanted: TestResult['kind']) => cases.filter(({ result }) => result.kind === wanted).length;
  return `tests="${cases.length}" failures="${count('failed')}" skipped="${count('skipped')}"`;
}

function caseLines({ classname, name, file, line, result }: TestCase): string[] {
  const attributes = Object.entries({ classname, name, file, line }).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xml(String(value))}"`],
  );
  const start = `<testcase${attributes.join('')}`;
  const inside = resultLine(result);
  return inside === undefined ? [`${start}/>`] : [`${start}>`, `  ${inside}`, '</testcase>'];
}

function resultLine(result: TestResult): string | undefined {
  switch (result.kind) {
    case 'passed':
      return result.lines === undefined ? undefined : `<system-out>${text(result.lines)}</system-out>`;
    case 'failed':
      return `<failure type="${xml(result.type)}" message="${xml(result.message)}">${text(result.lines)}</failure>`;
    case 'skipped':
      return `<skipped message="${xml(result.message)}"/>`;
    default:
      return result satisfies never;
  }
}

function text(lines: readonly string[]): string {
  return lines.map(xml).join('\n');
}
