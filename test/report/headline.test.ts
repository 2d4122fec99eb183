import { expect, test } from 'vitest';
import { headline } from '../../src/report/headline.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';

const page = { style: createStyle(0), symbols: symbolsFor({ utf8: true }) };

test.each([
  [80, 80],
  [100, 100],
  [200, 100],
])('on %i columns an id ends at column %i', (columns, end) => {
  const [line] = headline({ verdict: 'fail', text: 'default/cms：htp   no nodes', id: 'S18' }, { ...page, columns });
  // The full-width colon takes two columns.
  expect(line).toBe(`${'✖ default/cms：htp   no nodes'.padEnd(end - 4)}S18`);
});
