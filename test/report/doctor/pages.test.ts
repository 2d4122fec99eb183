import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../src/doctor/checks/index.ts';
import { PATTERNS } from '../../../src/explain/patterns/index.ts';
import { CATALOGUE } from '../../../src/findings/catalogue.ts';
import { RULES } from '../../../src/lint/rules/index.ts';
import { checksPage } from '../../../src/report/doctor/checks-page.ts';
import { symptomRows, symptomsPage } from '../../../src/report/doctor/symptoms-page.ts';
import { about } from './made-report.ts';

const tellers = { rules: RULES, checks: CHECKS, patterns: PATTERNS };
const rows = symptomRows(tellers);

describe('docs/checks.md', () => {
  const page = readFileSync('docs/checks.md', 'utf8');

  test('is what the checks say (npm run docs)', () => {
    expect(page).toBe(checksPage(CHECKS));
  });

  test('has an anchor for every check', () => {
    for (const { name } of CHECKS) expect(page).toContain(`### <a id="${name}"></a>${name}\n`);
  });

  test('tells of a check its question, what it reads and needs, and what may be behind a no', () => {
    const check = { ...about, rights: 'TokenReviews, with --admin-context', needs: ['api-server-answers'], pre: 'too' } as const;
    const [, section = ''] = checksPage([{ ...check, causes: ['N01'] }]).split('\n## identity\n');
    expect(section).toBe(`
### <a id="token-accepted"></a>token-accepted

**The API server accepts the token?**

- reads: SelfSubjectReview
- rights: TokenReviews, with --admin-context
- comes after: [api-server-answers](#api-server-answers)
- also with \`--pre\`

| cause | | mend |
|---|---|---|
| [N01](catalogue.md#N01) | Connection refused | API servers listen on 6443 or 443. Is it the right port, and is the server up? |
`);
  });
});

/** Every row of the field, as operators meet them; the catalogue may have more. */
const FIELD: Readonly<Record<string, readonly number[]>> = {
  C: range(1, 35),
  E: range(1, 7),
  T: range(1, 29),
  R: range(1, 18),
  N: range(1, 17),
  G: range(1, 23).filter((number) => number !== 20),
  S: range(1, 23),
  P: range(1, 8),
  W: [...range(1, 5), 9, 10, 12],
};

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

describe('docs/symptoms.md', () => {
  const page = readFileSync('docs/symptoms.md', 'utf8');

  test('is what rules, checks and patterns say (npm run docs)', () => {
    expect(page).toBe(symptomsPage(tellers));
  });

  test('has every id of the catalogue, and every row of the field, once', () => {
    const field = Object.entries(FIELD).flatMap(([letter, numbers]) =>
      numbers.map((number) => `${letter}${String(number).padStart(2, '0')}`),
    );
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...Object.keys(CATALOGUE), ...field].filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('says of each who tells it, or else why nobody does', () => {
    const told = (row: (typeof rows)[number]): boolean => row.rules.length + row.checks.length + row.patterns.length > 0;
    expect(rows.filter((row) => told(row) === (row.why !== undefined)).map(({ id }) => id)).toEqual([]);
  });

  test('links to what exists', () => {
    const anchors = new Map<string, string>();
    for (const [, file = '', anchor = ''] of page.matchAll(/\]\((\w+\.md)#([\w-]+)\)/g)) {
      const text = anchors.get(file) ?? readFileSync(`docs/${file}`, 'utf8');
      anchors.set(file, text);
      expect(text).toContain(`<a id="${anchor}"></a>`);
    }
    expect([...anchors.keys()].toSorted()).toEqual(['catalogue.md', 'checks.md', 'rules.md']);
  });
});
