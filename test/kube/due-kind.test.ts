import { expect, test } from 'vitest';
import { dueBody } from '../../src/kube/due-kind.ts';
import type { DueAnswer } from '../../src/kube/due-kind.ts';
import type { JsonMap } from '../../src/kube/json-map.ts';
import { ScriptedTransport } from '../support/scripted-transport.ts';

const SECRET: DueAnswer = { kind: 'Secret', name: 'gw-token' };
const server = new ScriptedTransport();

function bodyOf(body: JsonMap, due = SECRET): JsonMap {
  return dueBody({ status: 200, body, warnings: [] }, due, server);
}

test('an answer of the kind and the name that are due is given', () => {
  const body = { kind: 'Secret', metadata: { name: 'gw-token' } };
  expect(bodyOf(body)).toBe(body);
});

test('what has no name is known by its kind', () => {
  const body = { kind: 'SelfSubjectReview' };
  expect(bodyOf(body, body)).toBe(body);
});

test.each<[JsonMap, string]>([
  [{}, 'no kind'],
  [{ kind: 7, metadata: null }, 'no kind'],
  [{ kind: 'Secret' }, 'Secret'],
  [{ kind: 'Secret', metadata: { name: 'other' } }, 'Secret other'],
  [{ kind: 'PodList', metadata: {} }, 'PodList'],
  [{ kind: 'Status\u001b[31m' }, 'Status\\u{1b}[31m'],
])('%j is not believed', (body, words) => {
  expect(() => bodyOf(body)).toThrow(
    expect.objectContaining({
      message: `${server.server} answers with ${words} where Secret gw-token is due`,
      details: { kind: 'protocol', cause: 'wrong-kind', server: server.server, status: 200 },
    }),
  );
});
