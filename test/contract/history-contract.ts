import { beforeAll, describe, expect, test } from 'vitest';

import { endpoints, namespace } from '../support/objects.ts';
import { failure, keysOf } from './contract-target.ts';
import type { ContractTarget, ListBody } from './contract-target.ts';
import { parseEvents } from './watch-events.ts';

const PATH = '/api/v1/namespaces/contract-history/endpoints';

export function historyContract(target: () => ContractTarget): void {
  describe('after history was compacted', () => {
    let first: ListBody;
    beforeAll(async () => {
      const { admin } = target();
      await admin.apply(namespace('contract-history'), endpoints('contract-history/a'), endpoints('contract-history/b'));
      first = await admin.request('GET', `${PATH}?limit=1`);
      await admin.apply(endpoints('contract-history/c'));
      await target().expireHistory();
    });

    test('a watch from before gets HTTP 200 and one ERROR event with code 410', async () => {
      const { resourceVersion } = first.metadata;
      const { status, text } = await target().admin.send('GET', `${PATH}?watch=1&resourceVersion=${resourceVersion}`);
      expect(status).toBe(200);
      const message = expect.stringMatching(new RegExp(`^too old resource version: ${resourceVersion} \\(\\d+\\)$`)) as string;
      expect(parseEvents(text)).toEqual([{ type: 'ERROR', object: failure(410, message, { reason: 'Expired' }) }]);
    });

    test('a page from before gets HTTP 410 and a token for an inconsistent rest', async () => {
      const { status, text } = await target().admin.send('GET', `${PATH}?limit=1&continue=${first.metadata.continue}`);
      // The test below takes the token further.
      const body = JSON.parse(text) as ListBody;
      expect({ status, body }).toEqual({
        status: 410,
        body: failure(
          410,
          expect.stringMatching(/^The provided continue parameter is too old to display a consistent list result\. /),
          {
            reason: 'Expired',
            metadata: { continue: expect.any(String) as string },
          },
        ),
      });
      const rest: ListBody = await target().admin.request('GET', `${PATH}?limit=9&continue=${body.metadata.continue}`);
      expect(keysOf(rest)).toEqual(['contract-history/b', 'contract-history/c']);
    });

    test('a list at the resourceVersion from before is a 410', async () => {
      const { text } = await target().admin.send('GET', `${PATH}?limit=1&resourceVersion=${first.metadata.resourceVersion}`);
      expect(JSON.parse(text)).toEqual(
        failure(410, 'The resourceVersion for the provided list is too old.', { reason: 'Expired' }),
      );
    });

    test('a new list and a watch from it go on', async () => {
      const { metadata }: ListBody = await target().admin.request('GET', PATH);
      const watch = `${PATH}?watch=1&timeoutSeconds=1&resourceVersion=${metadata.resourceVersion}`;
      expect(await target().admin.send('GET', watch)).toMatchObject({ status: 200, text: '' });
    });
  });
}
