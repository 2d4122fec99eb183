import { describe, expect, test } from 'vitest';
import { listOfOneCluster, oneCluster, twoClusters, upstreamNamed } from '../../../src/lint/example-files.ts';
import { lintFiles } from '../../support/lint.ts';
import type { LintFilesOptions } from '../../support/lint.ts';

type Row = readonly [serviceName: string, ...found: string[]];

const AT = 'apisix.yaml:5:19 error';

/** What is said of an upstream's service_name, with the hints. */
async function toldOf(
  serviceName: string,
  configs: Readonly<Record<string, string>> = {},
  options: LintFilesOptions = {},
): Promise<readonly string[]> {
  const { report } = await lintFiles({ 'apisix.yaml': upstreamNamed(serviceName), ...configs }, options);
  const findings = report.files.filter(({ path }) => path === 'apisix.yaml').flatMap((file) => file.findings);
  return findings.map(({ line, column, severity, id, message, hint }) =>
    [`apisix.yaml:${line}:${column} ${severity} ${id} ${message}`, ...(hint === undefined ? [] : [hint])].join(' | '),
  );
}

describe('without a config a name may be of either mode', () => {
  const wants = 'APISIX wants [id/]namespace/name:portName.';

  test.each<Row>([
    ['default/cms:http'],
    ['default/cms:'],
    ['prod/default/cms:http'],
    [
      'default/cms',
      `${AT} S01 service_name "default/cms" finds no nodes. The port is missing. ${wants} | Complete it, such as default/cms:http`,
    ],
    [
      'cms.default.svc:80',
      `${AT} S02 service_name "cms.default.svc:80" finds no nodes. This is a DNS name. ${wants} | ` +
        'Here that is default/cms and the name of its port',
    ],
    [
      '10.0.0.1:80',
      `${AT} S02 service_name "10.0.0.1:80" finds no nodes. This is an address. ${wants} | Write namespace, name and port of the Service behind it`,
    ],
    [
      'default.cms:http',
      `${AT} S02 service_name "default.cms:http" finds no nodes. This is a DNS name. ${wants} | Write default/cms:http or cms/default:http`,
    ],
    [
      'cms.shop:http',
      `${AT} S02 service_name "cms.shop:http" finds no nodes. This is a DNS name. ${wants} | Write shop/cms:http or cms/shop:http`,
    ],
    [
      'cms:http',
      `${AT} S05 service_name "cms:http" finds no nodes. The namespace is missing. ${wants} | Complete it, such as default/cms:http`,
    ],
    ['cms', `${AT} S01 service_name "cms" finds no nodes. The port is missing. ${wants} | Complete it, such as default/cms:http`],
    [':http', `${AT} S05 service_name ":http" finds no nodes. The namespace is missing. ${wants}`],
    [
      '/default/cms:http',
      `${AT} S05 service_name "/default/cms:http" finds no nodes. There is a slash too many. ${wants} | Write default/cms:http`,
    ],
    [
      'default/cms:http:80',
      `${AT} S05 service_name "default/cms:http:80" finds no nodes. There is more than one colon. ${wants} | ` +
        'Write default/cms:http or default/cms:80',
    ],
    [
      'a/b/default/cms:http',
      `${AT} S05 service_name "a/b/default/cms:http" finds no nodes. There are 4 parts before the colon. ${wants} | ` +
        'Write default/cms:http or a/b:http',
    ],
    [
      'default/cms:http;default/web:http',
      `${AT} S17 service_name "default/cms:http;default/web:http" finds no nodes. These are 2 names, and service_name takes one. ` +
        'To share traffic among services use the traffic-split plugin. | Write default/cms:http or default/web:http',
    ],
    [
      'default/CMS:http',
      `${AT} S18 service_name "default/CMS:http" finds no nodes. Kubernetes names are all lower case. | Write default/cms:http`,
    ],
    [
      'default/cms：http',
      `${AT} S18 service_name "default/cms：http" finds no nodes. "：" (U+FF1A) is not ":". | Write default/cms:http`,
    ],
    [
      `default/${'a'.repeat(250)}:http`,
      `${AT} S22 upstream.service_name is "default/${'a'.repeat(69)}...", but must be text of 1 to 256 characters`,
    ],
  ])('%s', async (name, ...found) => {
    expect(await toldOf(name)).toEqual(found);
  });

  test('2.15.3 has single-cluster mode alone', async () => {
    expect(await toldOf('prod/default/cms:http', {}, { flags: ['--gateway-version', '2.15.3'] })).toEqual([
      `${AT} S08 service_name "prod/default/cms:http" finds no nodes. In single-cluster mode no id comes first. ` +
        'APISIX wants namespace/name:portName. | Write default/cms:http',
    ]);
  });
});

describe('the config in the run says which mode', () => {
  test.each<Row>([
    ['default/cms:http'],
    [
      'prod/default/cms:http',
      `${AT} S08 service_name "prod/default/cms:http" finds no nodes. In single-cluster mode no id comes first. ` +
        'APISIX wants namespace/name:portName. | Write default/cms:http',
    ],
  ])('a map: %s', async (name, ...found) => {
    expect(await toldOf(name, { 'config.yaml': oneCluster })).toEqual(found);
  });

  test.each<Row>([
    ['prod/default/cms:http'],
    ['stage/default/cms:http'],
    [
      'default/cms:http',
      `${AT} S06 service_name "default/cms:http" finds no nodes. The cluster's id is missing: APISIX wants id/namespace/name:portName. | ` +
        'Write prod/default/cms:http or stage/default/cms:http',
    ],
    [
      'default/cms：http',
      `${AT} S18 service_name "default/cms：http" finds no nodes. "：" (U+FF1A) is not ":". | ` +
        'Write prod/default/cms:http or stage/default/cms:http',
    ],
    [
      'stag/default/cms:http',
      `${AT} S07 service_name "stag/default/cms:http" finds no nodes. No cluster has the id stag; the gateway's config has prod, stage. | ` +
        'Write stage/default/cms:http or prod/default/cms:http',
    ],
    [
      'prod/cms:http',
      `${AT} S05 service_name "prod/cms:http" finds no nodes. The namespace is missing. APISIX wants id/namespace/name:portName. | Complete it, such as prod/default/cms:http`,
    ],
  ])('a list of two: %s', async (name, ...found) => {
    expect(await toldOf(name, { 'config.yaml': twoClusters })).toEqual(found);
  });

  test.each<Row>([
    ['prod/default/cms:http'],
    [
      'default/cms:http',
      `${AT} C26 service_name "default/cms:http" has no id, and the list of one cluster in config.yaml makes the gateway ` +
        'multi-cluster. APISIX wants id/namespace/name:portName. | Write prod/default/cms:http',
    ],
  ])('a list of one: %s', async (name, ...found) => {
    expect(await toldOf(name, { 'config.yaml': listOfOneCluster })).toEqual(found);
  });

  test('a name that is right for one of several configs is right', async () => {
    const configs = { 'edge/config.yaml': oneCluster, 'core/config.yaml': twoClusters };
    expect(await toldOf('default/cms:http', configs)).toEqual([]);
    expect(await toldOf('prod/default/cms:http', configs)).toEqual([]);
    expect((await toldOf('prd/default/cms:http', configs)).length).toBe(1);
  });
});

test('a name is judged wherever an upstream stands, and for kubernetes alone', async () => {
  const files = {
    'apisix.yaml': `routes:
  - id: a
    uri: /a
    upstream: {type: roundrobin, discovery_type: kubernetes, service_name: default/a}
  - id: b
    uri: /b
    upstream: {type: roundrobin, discovery_type: nacos, service_name: b}
services:
  - id: c
    upstream: {type: roundrobin, discovery_type: kubernetes, service_name: default/c}
stream_routes:
  - id: d
    upstream: {type: roundrobin, discovery_type: kubernetes, service_name: default/d}
#END
`,
  };
  const { lines } = await lintFiles(files);
  expect(lines.map((line) => line.replace(/ finds no nodes.*/, ''))).toEqual([
    'apisix.yaml:4:76 error S01 service_name "default/a"',
    'apisix.yaml:10:76 error S01 service_name "default/c"',
    'apisix.yaml:13:76 error S01 service_name "default/d"',
  ]);
});
