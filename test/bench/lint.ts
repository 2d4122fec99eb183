import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contest, tableOf } from './contest.ts';

/**
 * `npm run bench:lint [-- FILES]`: wall time and peak memory of linting so many config files in one run, beside the plain check that an
 * editor makes of them: the yaml package and ajv with the published schema.
 */
const FILES = Number(process.argv[2] ?? 1_000);

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-bench-'));
try {
  for (let at = 0; at < FILES; at++) writeFileSync(join(directory, `config-${at}.yaml`), config(at));
  const contestants = {
    'k8s-disco lint': ['bin/k8s-disco.js', 'lint', '-o', 'json', '--no-settings', directory],
    'k8s-disco lint --gateway-version all': [
      'bin/k8s-disco.js',
      'lint',
      '-o',
      'json',
      '--no-settings',
      '--gateway-version',
      'all',
      directory,
    ],
    'yaml and ajv': ['test/bench/schema-check.mjs', directory],
  };
  // Some of the files are wrong on purpose.
  const results = await contest(contestants, (code) => code <= 1);
  console.log(tableOf(`${FILES.toLocaleString('en')} config files`, results));
} finally {
  rmSync(directory, { recursive: true });
}

/** A gateway's config of common size; every tenth has a port without quotes, every fifteenth a list of clusters. */
function config(at: number): string {
  const port = at % 10 === 0 ? '6443' : '"6443"';
  const cluster = (indent: string): readonly string[] =>
    [
      'service:',
      '  schema: https',
      `  host: 10.${at >> 8}.${at & 255}.5 # the API server`,
      `  port: ${port}`,
      'client:',
      '  token_file: /etc/apisix/token',
      'namespace_selector:',
      '  match: ["team-.*", "shop"]',
      'label_selector: app.kubernetes.io/part-of=shop,tier!=cache',
      'default_weight: 50',
      'watch_endpoint_slices: true',
    ].map((line) => `${indent}${line}`);
  const kubernetes = at % 15 === 0 ? ['    - id: a', ...cluster('      ')] : cluster('    ');
  const plugins = Array.from({ length: 40 }, (_, plugin) => `  - plugin-${plugin}`);
  return [
    'apisix:',
    '  node_listen: 9080',
    '  enable_ipv6: false',
    'deployment:',
    '  role: traditional',
    '  etcd:',
    '    host: ["http://etcd:2379"]',
    'plugins:',
    ...plugins,
    'discovery:',
    '  kubernetes:',
    ...kubernetes,
    '',
  ].join('\n');
}
