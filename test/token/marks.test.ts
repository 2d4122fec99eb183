import { expect, test } from 'vitest';
import { isOurs, MANAGED_BY, rememberedSecret, TOKEN_SECRET_ANNOTATION } from '../../src/token/marks.ts';

test.each([
  ['with our label is ours', { metadata: { labels: { [MANAGED_BY.key]: MANAGED_BY.value } } }, true],
  ['with the label of Helm is not', { metadata: { labels: { [MANAGED_BY.key]: 'Helm' } } }, false],
  ['without labels is not', { metadata: {} }, false],
])('an object %s', (_title, object, ours) => {
  expect(isOurs(object)).toBe(ours);
});

test.each([
  ['the name of a Secret', 'apisix-discovery-token-2', 'apisix-discovery-token-2'],
  ['what leads to another place in the cluster', '../configmaps/a', undefined],
  ['what is no name', 'A Secret', undefined],
  ['nothing', '', undefined],
  ['no text', 7, undefined],
])('an account remembers %s', (_title, value, secret) => {
  expect(rememberedSecret({ metadata: { annotations: { [TOKEN_SECRET_ANNOTATION]: value } } })).toBe(secret);
});

test('an account without annotations remembers no Secret', () => {
  expect(rememberedSecret({ metadata: {} })).toBeUndefined();
});
