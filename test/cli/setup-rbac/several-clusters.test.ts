import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Playground } from '../../../src/playground/playground.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import { FastClock } from '../../contract/fast-clock.ts';
import { cli } from '../../support/cli.ts';
import type { CliResult } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-several-'));
let eu: Playground;
let us: Playground;

beforeAll(async () => {
  [eu, us] = await Promise.all([startPlayground({ clock: new FastClock(20) }), startPlayground({ clock: new FastClock(20) })]);
  for (const playground of [eu, us]) playground.seed();
  write('kubeconfig', stringify(bothContexts()));
  write('config.yaml', CONFIG);
});
afterEach(() => us.setFaults([]));
afterAll(async () => {
  await Promise.all([eu.close(), us.close()]);
  rmSync(directory, { recursive: true });
});

const CONFIG = `discovery:
  kubernetes:
    - id: eu
      service: {host: 10.1.0.5, port: "6443"}
      client: {token: old}
    - id: us
      service: {host: 10.2.0.5, port: "6443"}
      client: {token: old}
      watch_endpoint_slices: true
`;

interface Kubeconfig {
  readonly clusters: readonly { readonly name: string }[];
  readonly users: readonly { readonly name: string }[];
}

/** A kubeconfig with a context for the admin of each playground, and one for somebody without rights. */
function bothContexts(): object {
  const sources = { 'prod-eu': eu.kubeconfig(), 'prod-us': us.kubeconfig(), 'guest-us': us.kubeconfig('no-rights') };
  const parts = Object.entries(sources).map(([name, text]) => {
    // As the playground wrote it.
    const { clusters, users } = parse(text) as Kubeconfig;
    return {
      clusters: clusters.map((cluster) => ({ ...cluster, name })),
      users: users.map((user) => ({ ...user, name })),
      contexts: [{ name, context: { cluster: name, user: name } }],
    };
  });
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: parts.flatMap(({ clusters }) => clusters),
    users: parts.flatMap(({ users }) => users),
    contexts: parts.flatMap(({ contexts }) => contexts),
    'current-context': 'prod-eu',
  };
}

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}

function setUp(flags: string): Promise<CliResult> {
  const argv = ['setup-rbac', '--kubeconfig', 'kubeconfig', '--from-config', 'config.yaml', ...flags.split(' ')];
  return cli(argv, { cwd: directory });
}

/** What is in which cluster of the accounts of that name. */
function accountsNamed(name: string): readonly boolean[] {
  return [eu, us].map(({ store }) => store.get('serviceaccounts', { namespace: 'default', name }) !== undefined);
}

test('every cluster of the config is set up for what the gateway watches there, and the config gets their tokens', async () => {
  write(
    'own.yaml',
    CONFIG.replace('10.1.0.5, port: "6443"', `127.0.0.1, port: "${eu.port}"`).replace(
      '10.2.0.5, port: "6443"',
      `127.0.0.1, port: "${us.port}"`,
    ),
  );
  const { code, stdout, stderr } = await setUp(
    '--name both --contexts eu=prod-eu,us=prod-us --from-config own.yaml --emit-config own.yaml',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^eu: prod-eu \(https:[^]*ClusterRole +both +created +list, watch endpoints\n[^]*\n\nus: prod-us \(https:/,
  );
  expect(stdout).toMatch(/us: prod-us[^]*ClusterRole +both +created +list, watch endpointslices\n/);
  expect(stdout).toContain(`⚠ eu: 127.0.0.1:${eu.port} is this machine`);
  expect(stdout).not.toContain('--gateway-server');
  expect(accountsNamed('both')).toEqual([true, true]);
  expect(parse(readFileSync(join(directory, 'own.yaml'), 'utf8'))).toMatchObject({
    discovery: {
      kubernetes: [
        { id: 'eu', service: { host: '127.0.0.1', port: String(eu.port) } },
        { id: 'us', service: { host: '127.0.0.1', port: String(us.port) }, watch_endpoint_slices: true },
      ],
    },
  });
  const names = ['eu/default/plat-dev:port', 'us/default/plat-dev:port'];
  expect((await cli(['resolve', '--config', 'own.yaml', ...names], { cwd: directory })).code).toBe(0);
});

test('addresses of the config stay, and are told where those of the contexts are others', async () => {
  const contexts = '--contexts eu=prod-eu,us=prod-us';
  for (const emitted of ['config.yaml', 'new.yaml']) {
    const { code, stdout } = await setUp(`--name kept ${contexts} --emit-config ${emitted}`);
    expect(code).toBe(0);
    expect(stdout.match(/N\d\d/g)).toEqual(['N20', 'N20']);
    expect(parse(readFileSync(join(directory, emitted), 'utf8'))).toMatchObject({
      discovery: {
        kubernetes: [
          { id: 'eu', service: { host: '10.1.0.5', port: '6443' } },
          { id: 'us', service: { host: '10.2.0.5', port: '6443' }, watch_endpoint_slices: true },
        ],
      },
    });
  }
  write('config.yaml', CONFIG);
});

test('a config that is only read may have another address, which is told', async () => {
  write('gw.yaml', CONFIG);
  const { code, stdout } = await setUp('--name read --contexts eu=prod-eu,us=prod-us --from-config gw.yaml');
  expect(code).toBe(0);
  expect(stdout.match(/N20/g)).toHaveLength(2);
  expect(stdout).toContain(
    'Next: k8s-disco setup-rbac --name read --from-config gw.yaml --contexts eu=prod-eu,us=prod-us --kubeconfig kubeconfig --emit-config gw.yaml\n',
  );
});

test('a cluster that refuses keeps all others from being written to', async () => {
  const { code, stdout, stderr } = await setUp('--name refused --contexts eu=prod-eu,us=guest-us');
  expect(code).toBe(3);
  expect(stderr).toMatch(
    /^eu: prod-eu[^]*ServiceAccount +default\/refused +not written\n[^]*us: guest-us[^]*no-rights lacks 14 rights\n/,
  );
  expect(stdout.match(/^kind: /gm)).toHaveLength(4);
  expect(accountsNamed('refused')).toEqual([false, false]);
});

test('a failure in the second cluster says what exists in the first, and leaves the config as it is', async () => {
  const stop = us.store.subscribe(() => us.setFaults(['500']));
  const { code, stdout } = await setUp('--name failed --contexts eu=prod-eu,us=prod-us --emit-config config.yaml');
  stop();
  expect(code).toBe(3);
  expect(stdout).toMatch(
    /^eu: prod-eu[^]*Secret +default\/failed-token +created[^]*us: prod-us[^]*ClusterRole +failed +failed\n/,
  );
  expect(stdout).toMatch(/✖ ClusterRole failed could not be written:[^]*Written before it:\s+ServiceAccount default\/failed\./);
  expect(stdout).toMatch(/– config\.yaml not written\n$/);
  expect(readFileSync(join(directory, 'config.yaml'), 'utf8')).toBe(CONFIG);
});

describe('what names the clusters is checked before any is asked', () => {
  test.each([
    [
      '',
      '✖ config.yaml: no context for the clusters eu and us add --contexts eu=CONTEXT,us=CONTEXT; the kubeconfig has prod-eu, prod-us and guest-us',
    ],
    [
      '--contexts eu=prod-eu',
      '✖ config.yaml: no context for the cluster us add --contexts us=CONTEXT; the kubeconfig has prod-eu, prod-us and guest-us',
    ],
    [
      '--contexts eu=prod-eu,usa=prod-us',
      '✖ config.yaml: no cluster usa here, which --contexts names The ids are eu and us. Did you mean us?',
    ],
    [
      '--contexts eu=prod-eu,us=prod',
      '✖ no context prod, which --contexts names the kubeconfig has prod-eu, prod-us and guest-us',
    ],
    [
      '--contexts eu=prod-eu,us=prod-eu',
      '✖ the clusters eu and us are one API server, and want different accounts give --namespace and --resources, so that one account serves both',
    ],
    [
      '--contexts eu=prod-eu,us=prod-us --emit-token-file token',
      '✖ --emit-token-file holds one token, and there are 2 clusters leave it out: the config then holds the tokens',
    ],
    [
      '--contexts eu=prod-eu,us=prod-us --emit-config - --gateway-server https://a',
      '✖ --gateway-server is the address of one cluster, and there are 2 clusters leave it out, and mend the addresses in the config',
    ],
    [
      '--contexts eu=prod-eu,us=prod-us --emit-config - --token none',
      '✖ --token none is for the cluster that the gateway runs in, and there are 2 clusters leave it out, or set up one cluster after the other with --context',
    ],
    [
      '--contexts eu=prod-eu,us=prod-us --dry-run=client',
      '✖ config.yaml: the clusters of this config need different manifests, and --dry-run=client prints one set give --namespace and --resources, or take one cluster after the other without --from-config',
    ],
  ])('%j', async (flags, refusal) => {
    const { code, stdout, stderr } = await setUp(`--name asked ${flags}`.trim());
    expect({ code, stdout, stderr: stderr.trimEnd().replaceAll(/\s+/g, ' ') }).toEqual({ code: 2, stdout: '', stderr: refusal });
  });
});

describe('a config of one cluster', () => {
  test('needs no context', async () => {
    write('single.yaml', 'discovery: {kubernetes: {service: {host: a, port: "1"}, watch_endpoint_slices: true}}\n');
    const argv = [
      'setup-rbac',
      '--kubeconfig',
      'kubeconfig',
      '--from-config',
      'single.yaml',
      '--dry-run=server',
      '--name',
      'one',
    ];
    const { code, stdout } = await cli(argv, { cwd: directory });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^prod-eu \(https:[^]*would be created\n {4}list, watch endpointslices\n/);
    expect((await cli([...argv, '--contexts', 'eu=prod-eu'], { cwd: directory })).stderr).toBe(
      '✖ single.yaml: one cluster here, without an id for --contexts\n    use --context NAME\n',
    );
  });

  test('is set up once where clients of it agree', async () => {
    const { code } = await setUp(
      '--name shared --contexts eu=prod-eu,us=prod-eu --resources endpoints,endpointslices --dry-run=client',
    );
    expect(code).toBe(0);
  });
});
