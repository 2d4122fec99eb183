import { beforeAll, describe, expect, test } from 'vitest';

import { endpoints, namespace } from '../support/objects.ts';
import { keysOf } from './contract-target.ts';
import type { ContractTarget, ListBody } from './contract-target.ts';

const EVERYWHERE = '/api/v1/endpoints';
/** Namespaces whose keys sort before, and after, the names in them. */
const BEFORE = 'contract-paging';
const AFTER = 'zoo-paging';

/** `a0` to `a9` for `a`, 0 and 9. */
function names(prefix: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => `${prefix}${first + at}`);
}

/** Which objects a page shows, and behind which key the next one starts. */
interface Page {
  readonly names: readonly string[];
  readonly start?: string;
}

export function pagingContract(target: () => ContractTarget): void {
  /** All pages of a list, in pages of four. */
  const pagesOf = async (path: string, query: Readonly<Record<string, string>>): Promise<Page[]> => {
    const pages: Page[] = [];
    let token: string | undefined;
    do {
      const search = new URLSearchParams({ limit: '4', ...query, ...(token !== undefined && { continue: token }) });
      const body: ListBody = await target().admin.request('GET', `${path}?${search.toString()}`);
      expect(body.metadata).not.toHaveProperty('remainingItemCount');
      token = body.metadata.continue;
      pages.push({ names: keysOf(body).map((key) => key.replace(/^.*\//, '')), ...(token !== undefined && startOf(token)) });
    } while (token !== undefined);
    return pages;
  };

  describe('paging under a selector', () => {
    beforeAll(async () => {
      const { admin } = target();
      await admin.apply(namespace(BEFORE), namespace(AFTER));
      for (const name of names('service-', 0, 9)) {
        await admin.apply(endpoints(`${BEFORE}/${name}`, { labels: { paging: 'before' } }));
        await admin.apply(endpoints(`${AFTER}/${name}`, { labels: { paging: 'after' } }));
      }
    });

    test('of one namespace that sorts before the names ends after page 1', async () => {
      expect(await pagesOf(EVERYWHERE, { fieldSelector: `metadata.namespace=${BEFORE}` })).toEqual([
        { names: names('service-', 0, 3), start: '/service-3\0' },
        { names: [] },
      ]);
    });

    test('of one namespace that sorts after the names shows page 1 twice', async () => {
      expect(await pagesOf(EVERYWHERE, { fieldSelector: `metadata.namespace=${AFTER}` })).toEqual([
        { names: names('service-', 0, 3), start: '/service-3\0' },
        { names: names('service-', 0, 3), start: `/${AFTER}/service-3\0` },
        { names: names('service-', 4, 7), start: `/${AFTER}/service-7\0` },
        { names: names('service-', 8, 9) },
      ]);
    });

    test('of one namespace goes wrong beside other selectors too', async () => {
      const fieldSelector = `metadata.name!=service-0,metadata.namespace==${BEFORE}`;
      expect(await pagesOf(EVERYWHERE, { fieldSelector, labelSelector: 'paging' })).toEqual([
        { names: names('service-', 1, 4), start: '/service-4\0' },
        { names: [] },
      ]);
    });

    test.each<[string, string, Readonly<Record<string, string>>, string]>([
      ['by label', EVERYWHERE, { labelSelector: 'paging=after' }, `/${AFTER}/`],
      [
        'of all namespaces but one',
        EVERYWHERE,
        { labelSelector: 'paging', fieldSelector: `metadata.namespace!=${BEFORE}` },
        `/${AFTER}/`,
      ],
      [
        'on the path of a namespace',
        `/api/v1/namespaces/${AFTER}/endpoints`,
        { fieldSelector: `metadata.namespace=${AFTER}` },
        '/',
      ],
    ])('%s shows everything once', async (_title, path, query, start) => {
      expect(await pagesOf(path, query)).toEqual([
        { names: names('service-', 0, 3), start: `${start}service-3\0` },
        { names: names('service-', 4, 7), start: `${start}service-7\0` },
        { names: names('service-', 8, 9) },
      ]);
    });

    test('promises another page after a full one while there are other objects, matching or not', async () => {
      const fieldSelector = 'metadata.name!=service-8,metadata.name!=service-9';
      expect(await pagesOf(EVERYWHERE, { fieldSelector, labelSelector: 'paging=after' })).toEqual([
        { names: names('service-', 0, 3), start: `/${AFTER}/service-3\0` },
        { names: names('service-', 4, 7), start: `/${AFTER}/service-7\0` },
        { names: [] },
      ]);
    });

    test('does not happen with resourceVersion=0', async () => {
      expect(await pagesOf(EVERYWHERE, { fieldSelector: `metadata.namespace=${BEFORE}`, resourceVersion: '0' })).toEqual([
        { names: names('service-', 0, 9) },
      ]);
    });
  });
}

/** The token is opaque to clients; here it tells why the next page shows what it does. */
function startOf(token: string): { readonly start: string } {
  // Both targets write { v, rv, start }.
  const { start } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { start: string };
  return { start };
}
