import { beforeAll, describe, expect, test } from 'vitest';

import { namespace } from '../support/objects.ts';
import { APPLY_NAMESPACE, applyConflict, secret, SECRETS } from './apply-objects.ts';
import { apply, ask, content, managersIn } from './ask.ts';
import { failure } from './contract-target.ts';
import type { ContractTarget } from './contract-target.ts';

export function fieldManagerContract(target: () => ContractTarget): void {
  const at = (name: string, query: string, object: object) => apply(target().admin, [`${SECRETS}/${name}`, query], object);

  describe('writes other than apply', () => {
    beforeAll(() => target().admin.apply(namespace(APPLY_NAMESPACE)));

    const put = (name: string, object: object, manager: string) =>
      ask(target().admin, ['PUT', `${SECRETS}/${name}?fieldManager=${manager}`], { body: object });
    const merge = (path: string, patch: unknown) => ask(target().admin, ['PATCH', path], { body: patch });

    test('make their writer the manager of what they set', async () => {
      const path = `${SECRETS}?fieldManager=poster`;
      const created = await ask(target().admin, ['POST', path], {
        body: secret('posted', { labels: { a: 'b' }, data: { k: 'aw==' } }),
      });
      expect(managersIn(created)).toEqual({
        'poster Update': {
          'f:data': { '.': {}, 'f:k': {} },
          'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } },
          'f:type': {},
        },
      });
    });

    test('without a manager name the program in User-Agent, or nobody known', async () => {
      const created = await ask(target().admin, ['POST', SECRETS], { body: secret('unnamed') });
      expect(managersIn(created)).toEqual({ 'unknown Update': { 'f:type': {} } });
    });

    test('take fields from others when they change or remove them', async () => {
      await at('taken', 'm1', secret('taken', { labels: { q: 'r' }, data: { k: 'aw==', l: 'bA==' } }));
      const replaced = await put('taken', secret('taken', { labels: { q: 'changed', n: 'new' }, data: { k: 'aw==' } }), 'putter');
      expect(managersIn(replaced)).toEqual({
        'm1 Apply': { 'f:data': { 'f:k': {} } },
        'putter Update': { 'f:metadata': { 'f:labels': { 'f:n': {}, 'f:q': {} } } },
      });
      expect(await at('taken', 'm1', secret('taken', { labels: { q: 'r' }, data: { k: 'aw==' } }))).toEqual(
        applyConflict('1 conflict: conflict with "putter" using v1: .metadata.labels.q', [
          '"putter" using v1',
          '.metadata.labels.q',
        ]),
      );
    });

    test('that change nothing write nothing, whoever sends them', async () => {
      const created = await at('same', 'm1', secret('same', { data: { k: 'aw==' } }));
      expect((await put('same', secret('same', { data: { k: 'aw==' } }), 'putter')).body).toEqual(created.body);
    });

    test('of an object without managers are not tracked, until somebody applies', async () => {
      const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'bare' } };
      const path = `/api/v1/namespaces/${APPLY_NAMESPACE}/serviceaccounts`;
      const created = await ask(target().admin, ['POST', path], { body: account });
      expect(managersIn(created)).toEqual({});
      const labelled = await merge(`${path}/bare`, { metadata: { labels: { x: 'y', z: 'y' } } });
      expect(managersIn(labelled)).toEqual({});
      const ours = (labels: object) => ({ ...account, metadata: { name: 'bare', labels } });
      expect(await apply(target().admin, [`${path}/bare`, 'm1'], ours({ z: 'q' }))).toEqual(
        applyConflict('1 conflict: conflict with "before-first-apply" using v1: .metadata.labels.z', [
          '"before-first-apply" using v1',
          '.metadata.labels.z',
        ]),
      );
      expect(managersIn(await apply(target().admin, [`${path}/bare`, 'm1'], ours({ x: 'y' })))).toEqual({
        'before-first-apply Update': { 'f:metadata': { 'f:labels': { '.': {}, 'f:x': {}, 'f:z': {} } } },
        'm1 Apply': { 'f:metadata': { 'f:labels': { 'f:x': {} } } },
      });
    });

    test('by merge patch set and remove fields', async () => {
      await at('merged', 'm1', secret('merged', { data: { k: 'aw==' } }));
      const merged = await merge(`${SECRETS}/merged?fieldManager=merger`, { data: { k: null, l: 'bA==' } });
      expect(content(merged)).toMatchObject({ data: { l: 'bA==' } });
      expect(managersIn(merged)).toEqual({ 'merger Update': { 'f:data': { 'f:l': {} } } });
    });

    test.each<[string, string, unknown, object]>([
      [
        'absent object',
        `${SECRETS}/none`,
        {},
        { status: 404, body: { message: 'secrets "none" not found', reason: 'NotFound' } },
      ],
      [
        'list for an object',
        `${SECRETS}/new`,
        [],
        {
          status: 400,
          body: { message: 'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}' },
        },
      ],
      [
        'force',
        `${SECRETS}/new?force=true`,
        {},
        {
          status: 422,
          body: { message: expect.stringContaining('force: Forbidden: may not be specified for non-apply patch') as string },
        },
      ],
    ])('by merge patch are refused: %s', async (_, path, patch, refusal) => {
      expect(await merge(path, patch)).toMatchObject(refusal);
    });

    test('by a patch of unknown type are a 415', async () => {
      const answer = await ask(target().admin, ['PATCH', `${SECRETS}/new`], { body: {}, contentType: 'application/json' });
      const body = failure(415, '415: Unsupported Media Type', { reason: 'UnsupportedMediaType', details: {} });
      expect(answer).toEqual({ status: 415, body });
    });
  });
}
