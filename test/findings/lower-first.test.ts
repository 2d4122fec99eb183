import { expect, test } from 'vitest';
import { lowerFirst } from '../../src/findings/lower-first.ts';

test.each([
  ['The API server answers', 'the API server answers'],
  ['A watch delivers events', 'a watch delivers events'],
  ['TLS needs no server name', 'TLS needs no server name'],
  ['APISIX takes it', 'APISIX takes it'],
  ['Kubernetes 1.36 answers', 'Kubernetes 1.36 answers'],
  ['Endpoints hold all addresses', 'Endpoints hold all addresses'],
  ['EndpointSlices are watched', 'EndpointSlices are watched'],
  ['no address', 'no address'],
  ['', ''],
])('%s', (sentence, part) => {
  expect(lowerFirst(sentence)).toBe(part);
});
