import { describe, expect, test } from 'vitest';
import type { KnownService } from '../../src/resolve/directory.ts';
import { Directory } from '../../src/resolve/directory.ts';
import { similarServices } from '../../src/resolve/similarity.ts';
import { endpoints } from '../support/objects.ts';
import { offline } from '../support/offline.ts';

describe('similar services', () => {
  const keys = ['default/cms', 'default/cms-admin', 'default/plat-dev', 'prod/plat-dew', 'prod/a'];
  const { services } = new Directory(offline({ manifests: keys.map((key) => endpoints(key)) }));
  const found = (name: string, namespace?: string): string[] =>
    similarServices(services, { name, ...(namespace === undefined ? {} : { namespace }) }).map(({ key }: KnownService) => key);

  test.each([
    ['a slip of the finger', 'plat-dve', 'default', ['default/plat-dev']],
    ['any namespace where none is given', 'plat-dev', undefined, ['default/plat-dev', 'prod/plat-dew']],
    ['a slip in the namespace too', 'plat-dew', 'prd', ['prod/plat-dew']],
    ['a part too few', 'admin', 'default', ['default/cms-admin']],
    ['a part too many', 'cms-svc', 'default', ['default/cms']],
    ['a slip before a longer name', 'cmss', 'default', ['default/cms']],
    ['nothing for a name of one letter', 'b', 'prod', []],
    ['nothing for an empty name', '', 'prod', []],
  ])('%s', (_, name, namespace, expected) => {
    expect(found(name, namespace)).toEqual(expected);
  });
});
