import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../src/findings/catalogue.ts';
import type { Example } from '../../../src/lint/rule.ts';
import { RULES } from '../../../src/lint/rules/index.ts';
import { rulesPage } from '../../../src/report/lint/rules-page.ts';
import { lintFiles } from '../../support/lint.ts';

/** The ids reported for an example, each once. */
async function idsOf({ files, ...options }: Example): Promise<readonly string[]> {
  const { report } = await lintFiles(files, options);
  return [...new Set(report.files.flatMap(({ findings }) => findings.map(({ id }) => id)))];
}

describe.each(RULES)('$id $name', ({ id, examples }) => {
  test('speaks of its failing example', async () => {
    expect(await idsOf(examples.failing)).toContain(id);
  });

  test('is silent about its passing example, and so is every other error', async () => {
    const { files, ...options } = examples.passing;
    const { report, lines } = await lintFiles(files, options);
    const ids = report.files.flatMap(({ findings }) => findings.map((finding) => finding.id));
    expect(ids).not.toContain(id);
    expect(lines.filter((line) => line.includes(' error '))).toEqual([]);
  });
});

describe('a message', () => {
  test.each(RULES)('ends in a full stop only where it has several sentences: $id', async ({ examples: { failing } }) => {
    const { files, ...options } = failing;
    const { report } = await lintFiles(files, options);
    for (const { message } of report.files.flatMap(({ findings }) => findings)) {
      // A command at the end can be copied without what would follow it.
      if (/: kubectl [^.]+$/.test(message)) continue;
      expect(message).toMatch(/[a-z)"']\. [A-Za-z]/.test(message) ? /\.$/ : /[^.]$/);
    }
  });
});

describe('the index of rules', () => {
  test('is sorted by id and has each id once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => seriesOf(left) - seriesOf(right) || (left < right ? -1 : 1)));
  });

  test('has each name once', () => {
    const names = RULES.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  test('has the rule of every file in the folder, under the name of its file', () => {
    const files = readdirSync('src/lint/rules').filter((file) =>
      /^ +mend:/m.test(readFileSync(`src/lint/rules/${file}`, 'utf8')),
    );
    expect(RULES.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });

  test('says of each rule why, how to mend it and where it comes from', () => {
    for (const { why, mend, source } of RULES) {
      expect(why).toMatch(/^[^a-z].*[.)`]$/s);
      expect(mend).toMatch(/^[^a-z].*[.)`]$/s);
      expect(source).not.toBe('');
    }
  });
});

test('docs/rules.md is what the rules say (npm run docs)', () => {
  expect(readFileSync('docs/rules.md', 'utf8')).toBe(rulesPage(RULES));
});

/** The catalogue's own order of series. */
function seriesOf(id: string): number {
  return [...new Set(Object.keys(CATALOGUE).map((one) => one[0]))].indexOf(id[0]);
}
