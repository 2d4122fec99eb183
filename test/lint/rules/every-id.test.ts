import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '../../../src/lint/rules/index.ts';

test('every id that the model of the gateway gives a problem has its rule', () => {
  const files = readdirSync('src/apisix', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const given = files.flatMap((file) =>
    [...readFileSync(join('src/apisix', file), 'utf8').matchAll(/'([A-Z]\d\d)'/g)].map(([, id = '']) => id),
  );
  const ruled = new Set<string>(RULES.map(({ id }) => id));
  expect([...new Set(given)].sort().filter((id) => !ruled.has(id))).toEqual([]);
  expect(given.length).toBeGreaterThan(20);
});
