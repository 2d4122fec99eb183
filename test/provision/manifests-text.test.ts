import { expect, test } from 'vitest';
import { manifestsOf } from '../../src/provision/manifests.ts';
import { manifestsText } from '../../src/provision/manifests-text.ts';
import { nameSecret } from '../../src/provision/wish.ts';
import type { AccountWish } from '../../src/provision/wish.ts';

const WISH: AccountWish = {
  namespace: 'ingress',
  name: 'gw',
  resources: ['endpoints', 'endpointslices'],
  docsVerbs: true,
  token: 'secret',
  labels: {},
  createNamespace: false,
};

test('what is the same in several places is written out in each', () => {
  const text = manifestsText(manifestsOf(nameSecret(WISH)));
  expect(text).not.toMatch(/[&*]a\d/);
  expect(text.match(/verbs:\n {6}- get\n {6}- list\n {6}- watch\n/g)).toHaveLength(2);
});

test.each([
  ['secret', 2],
  ['request', 1],
] as const)('the head speaks of a Secret only where there is one: --token %s', (token, lines) => {
  const text = manifestsText(manifestsOf(nameSecret({ ...WISH, token })));
  expect(text.split('\n---\n')[0]?.split('\n')).toHaveLength(lines);
});
