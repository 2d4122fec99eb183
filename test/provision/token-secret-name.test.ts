import { expect, test } from 'vitest';
import { nextTokenSecret } from '../../src/provision/token-secret-name.ts';

test.each([
  ['gw-token', 'gw-token-2'],
  ['gw-token-2', 'gw-token-3'],
  ['gw-token-9', 'gw-token-10'],
  ['by-hand', 'gw-token-2'],
  ['gw-token-old', 'gw-token-2'],
  ['gw-token-99999999999', 'gw-token-2'],
])('behind %s comes %s', (secret, next) => {
  expect(nextTokenSecret('gw', secret)).toBe(next);
});
