import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endpoints, namespace, service } from '../support/objects.ts';
import { AccountCommands } from './account-commands.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { createServiceAccount } from './service-account.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-setup-'));
const commands = new AccountCommands(directory);
const ROLES = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
const BINDINGS = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';

let controlPlane: ControlPlane;
let admin: string;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  admin = controlPlane.adminKubeconfig;
  // A Service without selector, as Endpoints without any Service are cleaned up.
  await controlPlane.admin.apply(
    namespace('shop'),
    service('shop/cms', { selector: null }),
    endpoints('shop/cms', { addresses: ['10.0.0.7'] }),
  );
});

afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

/** What four objects of an account are called in a report. */
function allAre(name: string, state: string): string[] {
  return [`ServiceAccount ${name}`, `ClusterRole ${name}`, `ClusterRoleBinding ${name}`, `Secret ${name}-token`].map(
    (object) => `${object}: ${state}`,
  );
}

/** The flags that name an account in `default`. */
const account = (name: string): string[] => ['--name', name, '-n', 'default'];

/** Paths of the four objects of an account in `default`. */
function pathsOf(name: string): string[] {
  return [
    `/api/v1/namespaces/default/serviceaccounts/${name}`,
    `${ROLES}/${name}`,
    `${BINDINGS}/${name}`,
    `/api/v1/namespaces/default/secrets/${name}-token`,
  ];
}

interface Stored {
  readonly metadata: Record<string, unknown> & { readonly resourceVersion: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const read = (path: string): Promise<Stored> => controlPlane.admin.request<Stored>('GET', path);
const statusOf = async (path: string): Promise<number> => (await controlPlane.admin.send('GET', path)).status;
const patch = (path: string, body: unknown): Promise<Stored> => controlPlane.admin.request<Stored>('PATCH', path, { body });
const remove = (path: string): Promise<unknown> => controlPlane.admin.request('DELETE', path);

/** Resolves with the exit code of `resolve` under a gateway config, once it is `code`: the API server keeps accepted tokens for 10 s. */
async function resolveEndsWith(code: number, config: string): Promise<string> {
  const answer = await vi.waitFor(
    async () => {
      const resolved = await commands.run('/nonexistent', 'resolve', '--config', config, 'shop/cms:http', '--timeout', '5s');
      expect(resolved.code, resolved.stderr).toBe(code);
      return resolved;
    },
    { timeout: 30_000, interval: 500 },
  );
  return answer.stdout + answer.stderr;
}

describe.skipIf(assets.controllerManager === undefined)('setup-rbac (kube-controller-manager)', () => {
  test('makes the account with the least rights and proves its token; a second run changes nothing', async () => {
    const first = await commands.setUp(admin, 'fresh');
    expect(first.code, first.stderr).toBe(0);
    expect(first.states).toEqual(allAre('fresh', 'created'));
    expect(first.cluster).toMatchObject({
      server: controlPlane.url,
      kubernetes: '1.36',
      user: 'admin',
      missing: [],
      findings: [],
      token: { secret: 'fresh-token', subject: 'system:serviceaccount:default:fresh', expires: null },
    });
    expect(first.cluster.proof.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual([
      'identity pass',
      'list pass',
      'watch pass',
    ]);
    expect(await read(`${ROLES}/fresh`)).toMatchObject({
      rules: [{ apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] }],
    });
    expect(await read('/api/v1/namespaces/default/serviceaccounts/fresh')).not.toHaveProperty('secrets');
    await commands.token(admin, 'get', 'fresh', '-n', 'default');

    const before = await Promise.all(pathsOf('fresh').map(read));
    const second = await commands.setUp(admin, 'fresh');
    expect(second.code, second.stderr).toBe(0);
    expect(second.states).toEqual(allAre('fresh', 'unchanged'));
    const after = await Promise.all(pathsOf('fresh').map(read));
    // The API server itself notes on the Secret when its token was used.
    const versions = (objects: readonly Stored[]) => objects.slice(0, 3).map(({ metadata }) => metadata.resourceVersion);
    expect(versions(after)).toEqual(versions(before));
  });

  test('grants what is asked for, and get where the documentation of the gateway is to be followed', async () => {
    const { code } = await commands.setUp(
      admin,
      'both',
      '--resources',
      'endpoints,endpointslices',
      '--gateway-docs-verbs',
      '--labels',
      'team=edge',
    );
    expect(code).toBe(0);
    const verbs = ['get', 'list', 'watch'];
    expect(await read(`${ROLES}/both`)).toMatchObject({
      metadata: { labels: { team: 'edge', 'app.kubernetes.io/managed-by': 'k8s-disco' } },
      rules: [
        { apiGroups: [''], resources: ['endpoints'], verbs },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
      ],
    });
  });

  test('mends what has drifted: a binding deleted, a label taken away', async () => {
    await commands.setUp(admin, 'drift');
    await remove(`${BINDINGS}/drift`);
    await patch(`${ROLES}/drift`, { metadata: { labels: { 'app.kubernetes.io/instance': null } } });
    const { code, states } = await commands.setUp(admin, 'drift');
    expect(code).toBe(0);
    expect(states).toEqual([
      'ServiceAccount drift: unchanged',
      'ClusterRole drift: changed',
      'ClusterRoleBinding drift: created',
      'Secret drift-token: unchanged',
    ]);
    expect(await read(`${ROLES}/drift`)).toMatchObject({ metadata: { labels: { 'app.kubernetes.io/instance': 'drift' } } });
  });

  test('does not touch an object of somebody else, nor make the others, until it is told to', async () => {
    await controlPlane.kubectl(['create', 'clusterrole', 'theirs', '--verb=get', '--resource=pods']);
    const refused = await commands.setUp(admin, 'theirs');
    expect(refused.code).toBe(1);
    expect(refused.states).toContain('ClusterRole theirs: foreign');
    const role = refused.cluster.objects.find(({ kind }) => kind === 'ClusterRole');
    expect(role?.difference.join('\n')).toMatch(/^-.*pods$/m);
    expect(role?.difference.join('\n')).toMatch(/^\+.*endpoints$/m);
    expect(await read(`${ROLES}/theirs`)).toMatchObject({ rules: [{ resources: ['pods'], verbs: ['get'] }] });
    expect(await statusOf('/api/v1/namespaces/default/serviceaccounts/theirs')).toBe(404);

    const forced = await commands.setUp(admin, 'theirs', '--force');
    expect(forced.code, forced.stderr).toBe(0);
    expect(await read(`${ROLES}/theirs`)).toMatchObject({ rules: [{ resources: ['endpoints'] }] });
  });

  test('does not overwrite what another field manager holds, until it is told to', async () => {
    await commands.setUp(admin, 'edited');
    const rules = [{ apiGroups: [''], resources: ['endpoints'], verbs: ['list'] }];
    await controlPlane.kubectl(['patch', 'clusterrole', 'edited', '--type=merge', '-p', JSON.stringify({ rules })]);
    const refused = await commands.setUp(admin, 'edited');
    expect(refused.code).toBe(1);
    expect(refused.states).toContain('ClusterRole edited: conflict');
    expect(refused.cluster.objects.find(({ state }) => state === 'conflict')?.detail).toContain('kubectl-patch');
    expect(await read(`${ROLES}/edited`)).toMatchObject({ rules });
    const forced = await commands.setUp(admin, 'edited', '--force');
    expect(forced.code, forced.stderr).toBe(0);
    expect(await read(`${ROLES}/edited`)).toMatchObject({ rules: [{ verbs: ['list', 'watch'] }] });
  });

  test('says that a roleRef cannot be changed, and makes the binding anew when told to', async () => {
    await commands.setUp(admin, 'bound');
    const binding = await read(`${BINDINGS}/bound`);
    await remove(`${BINDINGS}/bound`);
    await controlPlane.admin.request('POST', BINDINGS, {
      body: {
        ...binding,
        metadata: { name: 'bound', labels: binding.metadata['labels'] },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      },
    });
    const refused = await commands.setUp(admin, 'bound');
    expect(refused.code).toBe(1);
    expect(refused.states).toContain('ClusterRoleBinding bound: immutable');
    const recreated = await commands.setUp(admin, 'bound', '--recreate');
    expect(recreated.code, recreated.stderr).toBe(0);
    expect(recreated.states).toContain('ClusterRoleBinding bound: recreated');
    expect(await read(`${BINDINGS}/bound`)).toMatchObject({ roleRef: { name: 'bound' } });
  });

  test('tells a user without the rights what is missing, hands out the YAML, and writes nothing', async () => {
    const { admin: client } = controlPlane;
    const token = await createServiceAccount(client, { namespace: 'default', name: 'nobody', access: { kind: 'none' } });
    const nobody = commands.kubeconfigOf(admin, commands.remember(token));
    const { code, cluster } = await commands.setUp(nobody, 'forbidden');
    expect(code).toBe(3);
    const missing = cluster.missing.map(({ verb, resource, namespace: scope = '' }) => [verb, resource, scope].join(' ').trim());
    expect(missing).toEqual(
      expect.arrayContaining([
        'create serviceaccounts default',
        'patch serviceaccounts default',
        'create clusterroles',
        'create clusterrolebindings',
        'create secrets default',
        'get secrets default',
      ]),
    );
    const { stdout } = await commands.run(nobody, 'setup-rbac', ...account('forbidden'));
    expect(stdout).toContain('kind: ClusterRoleBinding');
    for (const path of pathsOf('forbidden')) expect(await statusOf(path)).toBe(404);
  });

  test('a user who may write roles but not grant what he lacks is told so before anything is written', async () => {
    const token = await createServiceAccount(controlPlane.admin, {
      namespace: 'default',
      name: 'role-writer',
      access: {
        kind: 'rules',
        rules: [
          {
            apiGroups: ['rbac.authorization.k8s.io'],
            resources: ['clusterroles', 'clusterrolebindings'],
            verbs: ['get', 'create', 'patch'],
          },
          { apiGroups: [''], resources: ['serviceaccounts', 'secrets'], verbs: ['get', 'list', 'create', 'patch'] },
        ],
      },
    });
    const writer = commands.kubeconfigOf(admin, commands.remember(token));
    await vi.waitFor(async () => expect((await controlPlane.as(token).send('GET', `${ROLES}/view`)).status).toBe(200));
    const { code, cluster } = await commands.setUp(writer, 'escalating');
    expect(code).toBe(3);
    const verbs = new Set(cluster.missing.map(({ verb }) => verb));
    expect(
      [...verbs].every((verb) => ['escalate', 'bind', 'list', 'watch'].includes(verb)),
      JSON.stringify(cluster.missing),
    ).toBe(true);
    expect(verbs.size).toBeGreaterThan(0);
    for (const path of pathsOf('escalating')) expect(await statusOf(path)).toBe(404);
  });

  test('names the controller manager where no token comes in time, and goes on from there', async () => {
    await controlPlane.stopControllerManager();
    try {
      const stuck = await commands.setUp(admin, 'stuck', '--wait', '2s');
      expect(stuck.code).toBe(3);
      expect(stuck.states).toEqual(allAre('stuck', 'created'));
      expect(stuck.cluster.error).toMatchObject({ id: 'T17' });
      expect(stuck.cluster.error?.message).toContain('kube-controller-manager');
    } finally {
      await controlPlane.startControllerManager();
    }
    const mended = await commands.setUp(admin, 'stuck');
    expect(mended.code, mended.stderr).toBe(0);
    expect(mended.states).toEqual(allAre('stuck', 'unchanged'));
  });

  test('a dry run by the server writes nothing, and with --diff ends with 1', async () => {
    const args = ['--dry-run', 'server'];
    const dry = await commands.setUp(admin, 'dry', ...args);
    expect(dry.code, dry.stderr).toBe(0);
    expect(dry.states).toEqual(allAre('dry', 'created'));
    expect((await commands.run(admin, 'setup-rbac', ...account('dry'), ...args, '--diff')).code).toBe(1);
    for (const path of pathsOf('dry')) expect(await statusOf(path)).toBe(404);
    await commands.setUp(admin, 'dry');
    expect((await commands.run(admin, 'setup-rbac', ...account('dry'), ...args, '--diff')).code).toBe(0);
  });

  test('makes a namespace only where it is told to', async () => {
    const refused = await commands.setUp(admin, 'elsewhere', '-n', 'edge');
    expect(refused.code).toBe(3);
    expect(refused.cluster.error?.message).toContain('edge');
    expect(await statusOf(`${ROLES}/elsewhere`)).toBe(404);
    const made = await commands.setUp(admin, 'elsewhere', '-n', 'edge', '--create-namespace');
    expect(made.code, made.stderr).toBe(0);
    expect(made.states[0]).toBe('Namespace edge: created');
  });

  test('does not take the binding of an account of the same name in another namespace', async () => {
    await commands.setUp(admin, 'twice');
    const refused = await commands.setUp(admin, 'twice', '-n', 'shop');
    expect(refused.code).toBe(1);
    expect(refused.states).toContain('ClusterRoleBinding twice: foreign');
    expect(await read(`${BINDINGS}/twice`)).toMatchObject({ subjects: [{ namespace: 'default' }] });
  });

  test.each([
    { way: 'server-side', flags: ['--server-side'] },
    { way: 'client-side', flags: [] },
  ])('what a client-side dry run prints makes the same objects by kubectl apply, $way', async ({ way, flags }) => {
    const name = `gitops-${way}`;
    const { code, stdout } = await commands.run('/nonexistent', 'setup-rbac', ...account(name), '--dry-run=client', '-o', 'yaml');
    expect(code).toBe(0);
    await controlPlane.kubectl(['apply', ...flags, '-f', '-'], stdout);
    const { states } = await commands.setUp(admin, name);
    expect(states).toEqual(allAre(name, 'unchanged'));
    // The set-up has changed nothing, but has waited for the token controller, which kubectl does not.
    const byKubectl = await Promise.all(pathsOf(name).map(read));

    await commands.run(admin, 'teardown-rbac', ...account(name), '--yes');
    await commands.setUp(admin, name);
    const byUs = await Promise.all(pathsOf(name).map(read));
    expect(byUs.map(ownFields)).toEqual(byKubectl.map(ownFields));
  });

  test('teardown leaves nothing, and nothing of somebody else is touched', async () => {
    await commands.setUp(admin, 'gone', '--resources', 'endpoints,endpointslices');
    await commands.setUp(admin, 'gone', '--resources', 'endpoints,endpointslices', '--rotate');
    expect((await commands.run(admin, 'teardown-rbac', ...account('gone'))).code).toBe(2);
    const torn = await commands.run(admin, 'teardown-rbac', ...account('gone'), '--yes');
    expect(torn.code, torn.stderr).toBe(0);
    for (const path of [...pathsOf('gone'), '/api/v1/namespaces/default/secrets/gone-token-2']) {
      await vi.waitFor(async () => expect(await statusOf(path)).toBe(404));
    }
    await controlPlane.kubectl(['create', 'clusterrole', 'not-ours', '--verb=get', '--resource=pods']);
    await commands.run(admin, 'setup-rbac', '--delete', ...account('not-ours'), '--yes');
    expect(await statusOf(`${ROLES}/not-ours`)).toBe(200);
  });

  describe('the token in a gateway config', () => {
    const config = join(directory, 'config.yaml');

    test('is written for the owner alone, into a file that keeps what it had, and resolves', async () => {
      writeFileSync(config, '# ours\napisix:\n  node_listen: 9080 # port\ndiscovery:\n  dns:\n    servers: ["10.0.0.2:53"]\n', {
        mode: 0o600,
      });
      const { code, stderr } = await commands.setUp(admin, 'gateway', '--emit-config', config);
      expect(code, stderr).toBe(0);
      const text = readFileSync(config, 'utf8');
      expect(text).toContain('# ours\napisix:\n  node_listen: 9080 # port\n');
      const { hostname, port } = new URL(controlPlane.url);
      const token = await commands.token(admin, 'get', 'gateway', '-n', 'default');
      expect(parse(text)).toEqual({
        apisix: { node_listen: 9080 },
        discovery: {
          dns: { servers: ['10.0.0.2:53'] },
          kubernetes: { service: { schema: 'https', host: hostname, port }, client: { token } },
        },
      });
      expect(statSync(config).mode & 0o777).toBe(0o600);
      expect(await resolveEndsWith(0, config)).toContain('10.0.0.7');
    });

    test('goes into a file of its own where it is told to', async () => {
      const own = commands.path('config.yaml');
      const tokenFile = commands.path('token');
      const files = ['--emit-config', own, '--emit-token-file', tokenFile];
      const { code, stderr } = await commands.setUp(admin, 'gateway', ...files);
      expect(code, stderr).toBe(0);
      expect(readFileSync(tokenFile, 'utf8')).toBe(await commands.token(admin, 'get', 'gateway', '-n', 'default'));
      expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
      expect(parse(readFileSync(own, 'utf8'))).toMatchObject({
        discovery: { kubernetes: { client: { token_file: tokenFile } } },
      });
      expect(await resolveEndsWith(0, own)).toContain('10.0.0.7');
    });

    test('is refused with 403 when its rights are gone, and set-up mends it', async () => {
      await remove(`${BINDINGS}/gateway`);
      expect(await resolveEndsWith(3, config)).toContain('R01');
      expect((await commands.setUp(admin, 'gateway')).code).toBe(0);
      await resolveEndsWith(0, config);
    });

    test('is refused with 401 when its Secret is gone, and the very same token is good after set-up', async () => {
      const before = await commands.token(admin, 'get', 'gateway', '-n', 'default');
      await remove('/api/v1/namespaces/default/secrets/gateway-token');
      expect(await resolveEndsWith(3, config)).toContain('T30');
      const { code, states } = await commands.setUp(admin, 'gateway');
      expect(code).toBe(0);
      expect(states).toContain('Secret gateway-token: created');
      expect(await commands.token(admin, 'get', 'gateway', '-n', 'default')).toBe(before);
      await resolveEndsWith(0, config);
    });

    test('a rotation gives another, leaves the old until it may go, and the old does not come back', async () => {
      const old = await commands.token(admin, 'get', 'gateway', '-n', 'default');
      const { code, cluster, states } = await commands.setUp(admin, 'gateway', '--rotate', '--emit-config', config);
      expect(code).toBe(0);
      expect(states).toContain('Secret gateway-token-2: created');
      expect(JSON.stringify(cluster)).toContain('kubectl delete secret gateway-token -n default');
      expect(await commands.token(admin, 'get', 'gateway', '-n', 'default')).not.toBe(old);
      expect((await controlPlane.as(old).send('GET', '/api/v1/endpoints?limit=1')).status).toBe(200);
      await resolveEndsWith(0, config);

      await remove('/api/v1/namespaces/default/secrets/gateway-token');
      const { states: later } = await commands.setUp(admin, 'gateway');
      expect(later.at(-1)).toBe('Secret gateway-token-2: unchanged');
      expect(await statusOf('/api/v1/namespaces/default/secrets/gateway-token')).toBe(404);
    });
  });

  describe('token', () => {
    test('get finds what a cluster before 1.24 made by itself', async () => {
      await controlPlane.admin.request('POST', '/api/v1/namespaces/default/serviceaccounts', {
        body: { metadata: { name: 'old' } },
      });
      const annotations = { 'kubernetes.io/service-account.name': 'old' };
      await controlPlane.admin.request('POST', '/api/v1/namespaces/default/secrets', {
        body: { metadata: { name: 'old-token-x7k2p', annotations }, type: 'kubernetes.io/service-account-token' },
      });
      await patch('/api/v1/namespaces/default/serviceaccounts/old', { secrets: [{ name: 'old-token-x7k2p' }] });
      await vi.waitFor(async () =>
        expect((await read('/api/v1/namespaces/default/secrets/old-token-x7k2p')).data).toHaveProperty('token'),
      );
      const token = await commands.token(admin, 'get', 'old', '-n', 'default');
      const { data } = await read('/api/v1/namespaces/default/secrets/old-token-x7k2p');
      expect(token).toBe(Buffer.from(data?.['token'] ?? '', 'base64').toString());
    });

    test('create asks for a duration, and says when the server shortens it', async () => {
      await commands.setUp(admin, 'asker', '--token', 'none');
      expect(lifetimeOf(await commands.token(admin, 'create', 'asker', '-n', 'default', '--duration', '20m'))).toBe(1200);
      await controlPlane.killApiServer();
      await controlPlane.startApiServer({ 'service-account-max-token-expiration': '2h' });
      const outFile = commands.path('token');
      const args = ['create', 'asker', '-n', 'default', '--duration', '24h', '--out-file', outFile];
      const { code, stderr } = await commands.run(admin, 'token', ...args);
      expect(code).toBe(0);
      expect(stderr).toContain('T05');
      expect(lifetimeOf(commands.remember(readFileSync(outFile, 'utf8')))).toBe(7200);
      expect(statSync(outFile).mode & 0o777).toBe(0o600);
    });
  });

  test('no command has shown a token that it was not asked for', () => {
    expect(commands.counts.tokens).toBeGreaterThan(5);
    expect(commands.counts.commands).toBeGreaterThan(40);
    expect(commands.leaks()).toEqual([]);
  });
});

/** The fields that do not differ from one time to the next. */
function ownFields({ metadata, data, ...fields }: Stored): unknown {
  const { name, namespace: scope, labels, annotations } = metadata;
  const { 'kubernetes.io/legacy-token-last-used': _used, ...kept } = labels as Record<string, string>;
  const all = (annotations ?? {}) as Record<string, string>;
  // Where kubectl keeps what a client-side apply was given.
  const {
    'kubernetes.io/service-account.uid': _uid,
    'kubectl.kubernetes.io/last-applied-configuration': _applied,
    ...noted
  } = all;
  return { name, scope, labels: kept, annotations: noted, data: Object.keys(data ?? {}), ...fields };
}

/** exp − iat of a token, in seconds. */
function lifetimeOf(token: string): number {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number; iat: number };
  return claims.exp - claims.iat;
}
