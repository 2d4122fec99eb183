import { describe, expect, test } from 'vitest';
import {
  clusterWithSlices,
  endpoints,
  manifests,
  service,
  slice,
  twoClusters,
  upstreamNamed,
} from '../../../src/lint/example-files.ts';
import { cli } from '../../support/cli.ts';
import { lintFiles } from '../../support/lint.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const AT = 'apisix.yaml:5:19';
const SHOP = manifests(endpoints('default/cms'), service('default/shop', { externalName: 'shop.example.com' }));

describe('a name must have nodes in the manifests of -f', () => {
  test.each([
    ['default/cms:http', []],
    [
      'default/cms:8080',
      [
        `${AT} error S03 service_name "default/cms:8080" finds no nodes. The ports of default/cms have names, so a number does not work. ` +
          'Write the name.',
      ],
    ],
    [
      'default/cms:htp',
      [`${AT} error S24 service_name "default/cms:htp" finds no nodes. default/cms has no port htp; it has http.`],
    ],
    [
      'default/cmss:http',
      [`${AT} error S25 service_name "default/cmss:http" finds no nodes. There is no Service cmss in namespace default.`],
    ],
    [
      'default/shop:http',
      [
        `${AT} error S13 service_name "default/shop:http" finds no nodes. default/shop is an ExternalName Service for shop.example.com, ` +
          'which has no Endpoints. Use nodes or DNS discovery with that name.',
      ],
    ],
    [
      'default/cms',
      [`${AT} error S01 service_name "default/cms" finds no nodes. The port is missing. APISIX wants namespace/name:portName.`],
    ],
  ])('%s', async (name, found) => {
    const files = { 'apisix.yaml': upstreamNamed(name), 'shop.yaml': SHOP };
    expect((await lintFiles(files, { flags: ['-f', 'shop.yaml'] })).lines).toEqual(found);
  });

  test('what has nodes is suggested', async () => {
    const files = { 'apisix.yaml': upstreamNamed('cms'), 'shop.yaml': SHOP };
    const { report } = await lintFiles(files, { flags: ['-f', 'shop.yaml'] });
    expect(report.files[0]?.findings.map(({ id, hint }) => [id, hint])).toEqual([['S01', 'Write default/cms:http']]);
  });
});

describe('each cluster has its files', () => {
  const stage = manifests(endpoints('default/cms'));
  const prod = manifests(endpoints('default/pay'));
  const flags = ['-f', 'prod=prod.yaml', '-f', 'stage=stage.yaml'];

  test.each([
    ['stage/default/cms:http', []],
    [
      'prod/default/cms:http',
      [
        `${AT} error S05 service_name "prod/default/cms:http" finds no nodes. There is nothing at default/cms of cluster prod; ` +
          'a service of this name is in default of cluster stage.',
      ],
    ],
  ])('%s', async (name, found) => {
    const files = { 'apisix.yaml': upstreamNamed(name), 'config.yaml': twoClusters, 'prod.yaml': prod, 'stage.yaml': stage };
    const { lines } = await lintFiles(files, { flags });
    expect(lines.filter((line) => line.startsWith('apisix.yaml'))).toEqual(found);
  });

  test('without a file for one of them the run ends', async () => {
    const files: Readonly<Record<string, string>> = {
      'apisix.yaml': upstreamNamed('prod/default/cms:http'),
      'config.yaml': twoClusters,
      'prod.yaml': prod,
    };
    const readFile = async (path: string): Promise<string> => files[path] ?? '';
    const { code, stderr } = await cli(['lint', '-f', 'prod=prod.yaml', 'apisix.yaml', 'config.yaml'], {
      host: { files: memoryFiles(files), readFile },
    });
    expect([code, stderr]).toEqual([2, '✖ no file for the cluster stage\n    add -f stage=FILE\n']);
  });
});

test('a release that watches other objects than the files hold is left out', async () => {
  const files = {
    'apisix.yaml': upstreamNamed('default/cmss:http'),
    'config.yaml': clusterWithSlices,
    'shop.yaml': manifests(slice('default/cms')),
  };
  const flags = ['-f', 'shop.yaml', '--gateway-version', '3.8.0', '--gateway-version', '3.18.0'];
  const { report } = await lintFiles(files, { flags });
  const findings = report.files.filter(({ path }) => path === 'apisix.yaml').flatMap((file) => file.findings);
  expect(findings.map(({ id, gatewayVersions }) => [id, gatewayVersions])).toEqual([['S25', ['3.18.0']]]);
});
