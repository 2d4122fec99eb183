import { expect, test } from 'vitest';
import { tokenText } from '../../../src/report/token/token-text.ts';
import { NO_TOKEN } from '../../../src/token/report.ts';
import type { TokenReport } from '../../../src/token/report.ts';
import { plainPage } from '../../support/page.ts';

const page = plainPage({ columns: 200 });
const now = Date.UTC(2026, 0, 1);
const REPORT: TokenReport = {
  ...NO_TOKEN,
  action: 'create',
  cluster: 'prod',
  server: 'https://10.1.0.5:6443',
  subject: 'system:serviceaccount:default:apisix',
};

test.each([
  ['2026-01-01T01:00:00.000Z', 'expires 2026-01-01 01:00 UTC, in 60 min'],
  ['2026-01-01T01:59:59.300Z', 'expires 2026-01-01 01:59 UTC, in 2 h'],
  ['2026-04-01T00:00:00.000Z', 'expires 2026-04-01 00:00 UTC, in 90 d'],
  [null, 'never expires'],
])('a token that ends %j %s', (expires, life) => {
  const text = tokenText({ ...REPORT, token: 'a.b.c', expires }, { file: undefined, now, page });
  expect(text.replaceAll(/\s+/g, ' ')).toBe(`✔ issued a token of system:serviceaccount:default:apisix; it ${life} `);
});

test('names from a cluster cannot command the terminal', () => {
  const candidates = [{ secret: 'a\u001b[2J', created: null, ours: false, lastUsed: null }];
  const error = { message: 'several \u001b[2J', hint: 'Choose one.', mend: 'kubectl \u001b[2J' };
  const cluster = 'prod\u001b[2J';
  expect(tokenText({ ...REPORT, cluster, candidates, error }, { file: undefined, now, page })).toBe(`✖ several \\u001b[2J
    Asked: prod\\u001b[2J (https://10.1.0.5:6443)
    Choose one.
    mend: kubectl \\u001b[2J
    SECRET       CREATED   LAST USED   MADE BY
    a\\u001b[2J   ?         not known   others
`);
});
