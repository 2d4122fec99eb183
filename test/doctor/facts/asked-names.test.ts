import { describe, expect, test } from 'vitest';
import { whyNoNames } from '../../../src/doctor/facts/asked-names.ts';
import type { LintedFiles } from '../../../src/doctor/linted-files.ts';
import type { DocumentReport, LintFinding } from '../../../src/lint/report.ts';
import { examination } from '../../support/examination.ts';
import { lintedConfig } from '../../support/linted-config.ts';

const START = { line: 1, column: 1 };

/** A document in which lint finds nothing but these. */
function document(path: string, ...ids: readonly LintFinding['id'][]): DocumentReport {
  const finding = {
    rule: 'some-rule',
    severity: 'error',
    message: 'x',
    position: START,
    end: START,
    releases: ['3.18.0'],
  } as const;
  return {
    path,
    document: 1,
    kind: path === 'config.yaml' ? 'config' : 'other',
    title: path,
    content: 'unread',
    accepted: null,
    undecided: {},
    findings: ids.map((id) => ({ ...finding, id })),
    suppressed: 0,
    lines: () => undefined,
  };
}

function lintedRoutes(...files: readonly DocumentReport[]): LintedFiles {
  const linted = lintedConfig('config.yaml');
  return { ...linted, report: { ...linted.report, files }, routes: ['routes.yaml'] };
}

const why = (linted: LintedFiles | undefined): Promise<string> =>
  whyNoNames(examination([], { linted: () => Promise.resolve(linted) }));

describe('there are no names, as', () => {
  test('nobody named any', async () => {
    expect(await why(undefined)).toBe('No NAME and no --routes were given');
    expect(await why(lintedConfig('config.yaml'))).toBe('No NAME and no --routes were given');
  });

  test.each([
    ['alone', document('routes.yaml')],
    ['with what is wrong with them', document('routes.yaml', 'W01')],
    ['beside a config that cannot be read', document('config.yaml', 'C34')],
  ])('the routes ask for none, %s', async (_title, file) => {
    expect(await why(lintedRoutes(file))).toBe('Nothing in --routes asks the kubernetes discovery for nodes');
  });

  test.each(['C34', 'L03'] as const)('the routes cannot be read: %s', async (id) => {
    const files = [document('routes.yaml'), document('more.yaml', id)];
    expect(await why(lintedRoutes(...files))).toBe('more.yaml cannot be read whole, so nobody can tell what it asks for');
  });
});
