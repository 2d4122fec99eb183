import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Playground } from '../../src/playground/playground.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import { CLEAR_LINE, cli } from '../support/cli.ts';
import type { CliOptions, CliResult } from '../support/cli.ts';
import { endpointSlice, endpoints, service } from '../support/objects.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-resolve-'));
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  playground.seed();
  file('config.yaml', playground.gatewayConfig());
  file('kubeconfig', playground.kubeconfig());
});
afterEach(() => playground.setFaults([]));
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

/** A file in the working directory of the commands. */
function file(name: string, text: string): string {
  writeFileSync(join(directory, name), text);
  return name;
}

/** Runs `resolve`; the playground's port, which differs from run to run, becomes 54321. */
async function resolve(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { code, stdout, stderr } = await cli(['resolve', ...argv], { cwd: directory, ...options });
  const known = (text: string): string =>
    text.replaceAll(String(playground.port), '54321').replaceAll(/ +(?=[A-Z]\d\d\n)/g, '  ');
  return { code, stdout: known(stdout), stderr: known(stderr) };
}

const NODES = `✔ default/plat-dev:port   2 nodes
    HOST          PORT   WEIGHT
    10.5.10.109   5001   50
    10.5.10.110   5001   50
`;

describe('a name with nodes', () => {
  test.each([
    ['--config', 'config.yaml', 'https://127.0.0.1:54321'],
    ['--kubeconfig', 'kubeconfig', 'playground (https://127.0.0.1:54321)'],
  ])('by %s prints them as a table, then whose they are', async (flag, path, place) => {
    expect(await resolve([flag, path, 'default/plat-dev:port'])).toEqual({
      code: 0,
      stdout: `${NODES}APISIX 3.18.0 · Endpoints · ${place}\n`,
      stderr: '',
    });
  });

  test('-o wide tells everything of the cluster', async () => {
    const { stdout } = await resolve(['--config', 'config.yaml', '-o', 'wide', '--slices', 'default/plat-dev:port']);
    const version = playground.store.resourceVersion;
    expect(stdout).toBe(`${NODES}APISIX 3.18.0 · EndpointSlices · https://127.0.0.1:54321
4 objects · resourceVersion ${version}
`);
  });

  test('-o name prints host:port alone, IPv6 in brackets', async () => {
    const manifest = file('six.json', JSON.stringify(endpoints('x/a', { addresses: ['fd00::1', '10.0.0.1'] })));
    expect(await resolve(['-f', manifest, '-o', 'name', 'x/a:http'])).toEqual({
      code: 0,
      stdout: '10.0.0.1:8080\n[fd00::1]:8080\n',
      stderr: '',
    });
  });

  test('no format writes a control character of the cluster as it stands', async () => {
    const manifest = file('ansi.json', JSON.stringify(endpoints('x/a', { addresses: ['a\u001b[2J\n\u009b5m\u202eb'] })));
    for (const format of ['table', 'wide', 'json', 'name']) {
      const { stdout } = await resolve(['-f', manifest, '-o', format, 'x/a:http']);
      expect(stdout, format).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f]|2J\n/u);
    }
  });

  test('-o json is one document, and -o yaml the same', async () => {
    const json = await resolve(['--config', 'config.yaml', '-o', 'json', 'default/plat-dev:port', 'default/not-ready:http']);
    const report: unknown = JSON.parse(json.stdout);
    expect(report).toEqual({
      apiVersion: 'k8s-disco/v1',
      kind: 'ResolveReport',
      gatewayVersion: '3.18.0',
      clusters: [
        {
          id: null,
          server: 'https://127.0.0.1:54321',
          resource: 'endpoints',
          objects: 4,
          resourceVersion: String(playground.store.resourceVersion),
        },
      ],
      results: [
        {
          serviceName: 'default/plat-dev:port',
          nodes: [
            { host: '10.5.10.109', port: 5001, weight: 50 },
            { host: '10.5.10.110', port: 5001, weight: 50 },
          ],
          status: 'resolved',
        },
        {
          serviceName: 'default/not-ready:http',
          nodes: null,
          status: 'none',
          reason: { id: 'S10', message: expect.stringContaining('none of them ready'), suggestions: [] },
        },
      ],
      findings: [expect.objectContaining({ id: 'G10', severity: 'info' })],
    });
    const yaml = await resolve(['--config', 'config.yaml', '-o', 'yaml', 'default/plat-dev:port', 'default/not-ready:http']);
    expect(parse(yaml.stdout)).toEqual(report);
    expect([json.code, yaml.code]).toEqual([1, 1]);
  });
});

describe('a name without nodes', () => {
  test('has its reason and what to write instead', async () => {
    expect(await resolve(['--config', 'config.yaml', 'cms.default.svc.cluster.local:80'])).toEqual({
      code: 1,
      stdout: `✖ cms.default.svc.cluster.local:80   no nodes, the gateway answers 503  S02
    This is a DNS name. APISIX wants namespace/name:portName.
    Use   default/cms:http
          default/cms:metrics
APISIX 3.18.0 · Endpoints · https://127.0.0.1:54321
`,
      stderr: '',
    });
  });

  test('and without a colon is wrong usage, whatever else was asked', async () => {
    const { code, stdout } = await resolve(['--config', 'config.yaml', 'default/cms', 'default/plat-dev:port']);
    expect(code).toBe(2);
    expect(stdout).toContain('S01\n    The port is missing. APISIX wants namespace/name:portName.\n    Use   default/cms:http\n');
    expect(stdout).toContain('✔ default/plat-dev:port   2 nodes');
  });

  test('shows control characters as escapes', async () => {
    const { stdout } = await resolve(['--config', 'config.yaml', 'default/\u001b[31mred:http']);
    expect(stdout).toContain('✖ default/\\u001b[31mred:http');
    expect(stdout).not.toContain('\u001b');
  });
});

test('--all prints a line for each name, with as many addresses as fit', async () => {
  expect(await resolve(['--config', 'config.yaml', '--all'])).toEqual({
    code: 0,
    stdout: `SERVICE_NAME                NODES   ADDRESSES
default/cms:http                3   10.5.10.121:8080  10.5.10.122:8080  +1
default/cms:metrics             3   10.5.10.121:9090  10.5.10.122:9090  +1
default/plat-dev:port           2   10.5.10.109:5001  10.5.10.110:5001
default/unnamed-port:8080       1   10.5.10.131:8080
APISIX 3.18.0 · Endpoints · https://127.0.0.1:54321
`,
    stderr: '',
  });
  expect((await resolve(['--config', 'config.yaml', '--all', '-o', 'wide'])).stdout).toContain(
    '10.5.10.121:8080  10.5.10.122:8080  10.5.10.123:8080\n',
  );
});

describe('a cluster that cannot be asked', () => {
  test.each([
    [
      '401',
      `✖ https://127.0.0.1:54321 refuses the token of client.token (401):  T30
    Unauthorized
    From the gateway's config config.yaml. Has it expired, or is it for another
    cluster? Other ways: --help
`,
    ],
    [
      'html',
      expect.stringMatching(
        /^✖ https:\/\/127\.0\.0\.1:54321 answers a web page where JSON is due, so it is no +N16\n {4}API server/,
      ),
    ],
  ])('fault %s: stdout stays empty, stderr says why, and the code is 3', async (fault, stderr) => {
    playground.setFaults([fault]);
    expect(await resolve(['--config', 'config.yaml', 'default/plat-dev:port'])).toEqual({ code: 3, stdout: '', stderr });
  });

  test('does not hide what is wrong with a name by itself', async () => {
    playground.setFaults(['401']);
    const { code, stdout } = await resolve(['--config', 'config.yaml', 'plat-dev', 'default/plat-dev:port']);
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: `✖ plat-dev   no nodes, the gateway answers 503  S01
    The port is missing. APISIX wants namespace/name:portName.
`,
    });
  });

  test('makes its names unknown in JSON', async () => {
    playground.setFaults(['403']);
    const { code, stdout } = await resolve(['--config', 'config.yaml', '-o', 'json', 'default/plat-dev:port']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      clusters: [{ objects: 0, error: { id: 'R01', kind: 'forbidden' } }],
      results: [{ serviceName: 'default/plat-dev:port', nodes: null, status: 'unknown', reason: { id: 'R01', suggestions: [] } }],
    });
  });

  test('that answers too late is said so after the time-out', async () => {
    playground.setFaults(['429']);
    const { code, stderr } = await resolve(['--config', 'config.yaml', '--timeout', '300ms', 'default/plat-dev:port']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^✖ https:\/\/127\.0\.0\.1:54321 throttles requests \(429\)/);
  });

  test('does not hold up the others', async () => {
    const { hostname, port } = new URL(playground.url);
    const block = (id: string, blockPort: string): string =>
      `  - {id: ${id}, service: {schema: https, host: ${hostname}, port: "${blockPort}"}, client: {token: ${playground.account('gateway').token}}}\n`;
    const config = file('two.yaml', `discovery:\n  kubernetes:\n${block('near', port)}${block('gone', '1')}`);
    const { code, stdout, stderr } = await resolve([
      '--config',
      config,
      'near/default/plat-dev:port',
      'gone/default/plat-dev:port',
    ]);
    expect(code).toBe(3);
    expect(stdout).toBe(`✔ near/default/plat-dev:port   2 nodes
    HOST          PORT   WEIGHT
    10.5.10.109   5001   50
    10.5.10.110   5001   50
? gone/default/plat-dev:port   could not be checked  N01
    https://127.0.0.1:1 cannot be reached: connection refused
APISIX 3.18.0
  CLUSTER   SERVER                    RESOURCE    OBJECTS
  near      https://127.0.0.1:54321   Endpoints   4
  gone      https://127.0.0.1:1       Endpoints   ?
`);
    expect(stderr).toContain('✖ https://127.0.0.1:1 cannot be reached: connection refused  N01\n');
  });
});

describe('offline', () => {
  const items = [
    endpoints('x/a', { labels: { env: 'prod' } }),
    endpoints('y/a', { labels: { env: 'test' } }),
    endpointSlice('x/a-1', { service: 'a', addresses: ['10.0.0.2'] }),
    service('x/a'),
  ];
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const discovery = (block: string): string => file('offline.yaml', `discovery:\n  kubernetes:\n${block}`);

  test('stdin that cannot be read is said', async () => {
    const readStdin = () => Promise.reject(new Error('EBADF: bad file descriptor, read'));
    expect(await resolve(['-f', '-', 'x/a:http'], { host: { readStdin } })).toEqual({
      code: 2,
      stdout: '',
      stderr: '✖ -: cannot read the objects of -f: EBADF: bad file descriptor, read\n',
    });
  });

  test('stdin is a file', async () => {
    const { code, stdout } = await resolve(['-f', '-', 'x/a:http'], { stdin: list });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `✔ x/a:http   1 node
    HOST       PORT   WEIGHT
    10.0.0.1   8080   50
APISIX 3.18.0 · Endpoints · files
`,
    });
  });

  test.each([
    ['    {label_selector: env=test, default_weight: 7}\n', [], [null, [{ host: '10.0.0.1', port: 8080, weight: 7 }]]],
    ['    {namespace_selector: {equal: x}}\n', [], [[{ host: '10.0.0.1', port: 8080, weight: 50 }], null]],
    ['    {watch_endpoint_slices: true}\n', [], [[{ host: '10.0.0.2', port: 8080, weight: 50 }], null]],
    ['    {}\n', ['--slices'], [[{ host: '10.0.0.2', port: 8080, weight: 50 }], null]],
  ])('with a config its settings apply: %s', async (block, flags, nodes) => {
    const manifest = file('list.json', list);
    const { stdout } = await resolve([
      '--config',
      discovery(block),
      '-f',
      manifest,
      ...flags,
      '-o',
      'json',
      'x/a:http',
      'y/a:http',
    ]);
    const { results } = JSON.parse(stdout) as { results: readonly { nodes: unknown }[] };
    expect(results.map((result) => result.nodes)).toEqual(nodes);
  });

  test('a label_selector that the API server would refuse is refused', async () => {
    const manifest = file('list.json', list);
    const { code, stderr } = await resolve([
      '--config',
      discovery('    {label_selector: \'env="prod"\'}\n'),
      '-f',
      manifest,
      'x/a:http',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^✖ the API server would refuse label_selector "env=/);
  });

  test('-f ID=FILE gives the objects of one cluster of several', async () => {
    const block = (id: string): string => `  - {id: ${id}, service: {schema: https, host: a, port: "1"}, client: {token: abc}}\n`;
    const config = discovery(`${block('one')}${block('two')}`);
    const one = file('one.json', JSON.stringify(endpoints('x/a')));
    const two = file('two.json', JSON.stringify(endpoints('x/a', { addresses: ['10.9.9.9'] })));
    const { code, stdout } = await resolve([
      '--config',
      config,
      '-f',
      `one=${one}`,
      '-f',
      `two=${two}`,
      '-o',
      'name',
      'two/x/a:http',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '10.9.9.9:8080\n' });
  });
});

describe('what it is written for', () => {
  test('-v says on stderr for which release, whom it asks, as whom and why', async () => {
    const { stderr } = await resolve(['--config', 'config.yaml', '-v', 'default/plat-dev:port']);
    expect(stderr).toBe(`APISIX 3.18.0, single-cluster mode
  127.0.0.1:54321: https://127.0.0.1:54321, from the gateway's config
  config.yaml
    asked for endpoints with the token of client.token, its certificate not
    verified
`);
  });

  test('a terminal gets colours and a spinner that is gone in the end; NO_COLOR takes the colours away', async () => {
    const coloured = await resolve(['--config', 'config.yaml', 'default/plat-dev:port'], { columns: 80 });
    expect(coloured.stdout).toContain('\u001b[32m✔\u001b[39m default/plat-dev:port');
    expect(coloured.stderr).toContain('listing endpoints in 127.0.0.1:54321…');
    expect(coloured.stderr.slice(coloured.stderr.lastIndexOf('listing'))).toContain(CLEAR_LINE);
    const plain = await resolve(['--config', 'config.yaml', 'default/plat-dev:port'], { columns: 80, env: { NO_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
  });

  test('a terminal that does not say how wide it is gets no spinner', async () => {
    let stderr = '';
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        stderr += chunk.toString();
        done();
      },
    });
    const unsized = { stream, isTerminal: true, columns: undefined, colourDepth: 8 };
    const { code } = await resolve(['--config', 'config.yaml', 'default/plat-dev:port'], { host: { stderr: unsized } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('a locale without UTF-8 gets ASCII', async () => {
    const { stdout } = await resolve(['--config', 'config.yaml', 'default/plat-dev:port', 'default/x:y'], {
      env: { LC_ALL: 'C' },
    });
    expect(stdout).toMatch(/^ok default\/plat-dev:port {3}2 nodes\n/);
    expect(stdout).toContain('\nFAIL default/x:y   no nodes');
    expect(stdout).toContain('APISIX 3.18.0 - Endpoints - https://127.0.0.1:54321');
    expect(stdout).toMatch(/^[\x00-\x7f]*$/);
  });

  test('a narrow terminal breaks lines between words, never in an address', async () => {
    const { stdout } = await resolve(['--config', 'config.yaml', '--all'], { columns: 20, env: { NO_COLOR: '1' } });
    expect(stdout).toContain('default/cms:http                3   10.5.10.121:8080  +2\n');
    const reason = await resolve(['--config', 'config.yaml', 'cms.default.svc.cluster.local:80'], {
      columns: 44,
      env: { NO_COLOR: '1' },
    });
    expect(reason.stdout).toContain(`✖ cms.default.svc.cluster.local:80   no  S02
    nodes, the gateway answers 503
    This is a DNS name. APISIX wants
    namespace/name:portName.
`);
  });
});
