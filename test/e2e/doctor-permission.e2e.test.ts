import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { namespace } from '../support/objects.ts';
import type { KubeObject } from '../support/objects.ts';
import { cli } from '../support/cli.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { HEALTHY, doctorFrom, failing, told, warning } from './doctor.ts';
import { faultProxy, isList, isWatch } from './fault-proxy.ts';
import type { PassingRequest } from './fault-proxy.ts';
import { TokenStage } from './token-stage.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-permission-'));
let controlPlane: ControlPlane;
let stage: TokenStage;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  stage = new TokenStage(controlPlane);
  await controlPlane.admin.apply(namespace('shop'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

const alone = () => ['--server', controlPlane.url, '--certificate-authority', controlPlane.caFile];
const withAdmin = () => ['--kubeconfig', controlPlane.adminKubeconfig];

/** An account without rights, and the file with its token. */
async function account(): Promise<{ readonly name: string; readonly file: string }> {
  const name = await stage.account({ kind: 'none' });
  const file = join(directory, name);
  writeFileSync(file, await stage.secretToken(name));
  return { name, file };
}

/** The authorizer hears of a binding a moment later. */
function inTime(scenario: () => Promise<void>): Promise<void> {
  return vi.waitFor(scenario, { timeout: 10_000, interval: 200 });
}

const GROUP = 'rbac.authorization.k8s.io';
const VERSION = `${GROUP}/v1`;
const ENDPOINTS = { apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] };

type Rule = typeof ENDPOINTS & { readonly resourceNames?: readonly string[] };
type Kind = 'ClusterRole' | 'Role';

/** A role of that name, and in `default` where it is of a namespace. */
function role(name: string, rules: readonly Rule[], kind: Kind = 'ClusterRole'): KubeObject {
  return { apiVersion: VERSION, kind, metadata: { name, ...(kind === 'Role' ? { namespace: 'default' } : {}) }, rules };
}

/** A binding of the role `name` to the account `name` of `default`, unless said otherwise. */
function binding(
  name: string,
  {
    kind = 'ClusterRole',
    of = kind,
    to = { kind: 'ServiceAccount', name, namespace: 'default' },
    roleName = name,
  }: { readonly kind?: Kind; readonly of?: Kind; readonly to?: object; readonly roleName?: string } = {},
): KubeObject {
  const metadata = { name, ...(kind === 'Role' ? { namespace: 'default' } : {}) };
  return {
    apiVersion: VERSION,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: GROUP, kind: of, name: roleName },
    subjects: [to],
  };
}

/** A role with these rules, bound as it should be. */
const granted =
  (...rules: readonly Rule[]) =>
  (name: string): readonly KubeObject[] => [role(name, rules), binding(name)];

interface Fault {
  readonly title: string;
  readonly objects: (name: string) => readonly KubeObject[];
  /** With an admin. */
  readonly check: string;
  /** Without one, where that tells less. */
  readonly alone?: string;
  readonly slices?: true;
  /** What an admin's run says of it: in the cause, or in the evidence. */
  readonly says: RegExp;
}

const FAULTS: readonly Fault[] = [
  {
    title: 'R01: no rights at all',
    objects: () => [],
    check: 'may-list: R01',
    says: /may not list endpoints in the whole cluster$/,
  },
  {
    title: 'R01: get alone',
    objects: granted({ ...ENDPOINTS, verbs: ['get'] }),
    check: 'may-list: R01',
    says: /which grants get on endpoints, and not list$/,
  },
  {
    title: 'R02: list without watch',
    objects: granted({ ...ENDPOINTS, verbs: ['list'] }),
    check: 'may-watch: R02',
    says: /which grants list on endpoints, and not watch$/,
  },
  {
    title: 'R03: a Role',
    objects: (name) => [role(name, [ENDPOINTS], 'Role'), binding(name, { kind: 'Role' })],
    check: 'may-list: R03',
    says: /RoleBinding default\/(\S+) gives Role default\/\1, and that in the namespace default alone$/,
  },
  {
    title: 'R04: a ClusterRole by a RoleBinding',
    objects: (name) => [role(name, [ENDPOINTS]), binding(name, { kind: 'Role', of: 'ClusterRole' })],
    check: 'may-list: R04',
    alone: 'may-list: R03',
    says: /RoleBinding default\/(\S+) gives ClusterRole \1, and that in the namespace default alone$/,
  },
  {
    title: 'R05: the account of that name in another namespace',
    objects: (name) => [role(name, [ENDPOINTS]), binding(name, { to: { kind: 'ServiceAccount', name, namespace: 'shop' } })],
    check: 'may-list: R05',
    alone: 'may-list: R01',
    says: /to ServiceAccount shop\/(\S+), and not to system:serviceaccount:default:\1$/,
  },
  {
    title: 'R05: a user called like the account',
    objects: (name) => [role(name, [ENDPOINTS]), binding(name, { to: { kind: 'User', name, apiGroup: GROUP } })],
    check: 'may-list: R05',
    alone: 'may-list: R01',
    says: /to User account-\d+, and not to/,
  },
  {
    title: 'R05: the accounts of another namespace',
    objects: (name) => [
      role(name, [ENDPOINTS]),
      binding(name, { to: { kind: 'Group', name: 'system:serviceaccounts:shop', apiGroup: GROUP } }),
    ],
    check: 'may-list: R05',
    alone: 'may-list: R01',
    says: /to Group system:serviceaccounts:shop, and not to/,
  },
  {
    title: 'R08: slices in the group of Endpoints',
    objects: granted({ ...ENDPOINTS, resources: ['endpoints', 'endpointslices'] }),
    check: 'may-list: R08',
    slices: true,
    says: /names endpointslices in the API group "", and they are in "discovery.k8s.io"$/,
  },
  {
    title: 'R08: no rule for slices',
    objects: granted(ENDPOINTS),
    check: 'may-list: R08',
    slices: true,
    says: /grants it on endpoints, and not on endpointslices/,
  },
  {
    title: 'R09: Endpoints in groups where they are not',
    objects: granted({ ...ENDPOINTS, apiGroups: ['core', 'v1'] }),
    check: 'may-list: R09',
    says: /names endpoints in the API groups "core" and "v1", and they are in ""$/,
  },
  {
    title: 'R10: a rule for one object',
    objects: granted({ ...ENDPOINTS, resourceNames: ['cms'] }),
    check: 'may-list: R10',
    says: /names single objects \(cms\), which allows no list of all$/,
  },
  {
    title: 'R11: a binding to no role',
    objects: (name) => [binding(name)],
    check: 'may-list: R11',
    says: /gives ClusterRole account-\d+, which does not exist$/,
  },
  {
    title: 'R09: and a binding to no role beside it, which is not the cause',
    objects: (name) => [
      ...granted({ ...ENDPOINTS, apiGroups: ['apps'] })(name),
      binding(`${name}-old`, { roleName: 'gone', to: { kind: 'ServiceAccount', name, namespace: 'default' } }),
    ],
    check: 'may-list: R09',
    says: /gives ClusterRole gone, which does not exist/,
  },
  {
    title: 'R14: an aggregated role, whose rules were replaced',
    objects: (name) => [
      {
        ...role(`${name}-child`, [{ ...ENDPOINTS, resources: ['pods'] }]),
        metadata: { name: `${name}-child`, labels: { [name]: 'true' } },
      },
      { ...role(name, []), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [name]: 'true' } }] } },
      binding(name),
    ],
    check: 'may-list: R14',
    alone: 'may-list: R01',
    says: /whose rules are those of the ClusterRoles with its labels/,
  },
  {
    title: 'R18: the resource in the singular',
    objects: granted({ ...ENDPOINTS, resources: ['endpoint'] }),
    check: 'may-list: R18',
    says: /names "endpoint", where only "endpoints" counts$/,
  },
  {
    title: 'R18: verbs in capitals',
    objects: granted({ ...ENDPOINTS, verbs: ['LIST', 'WATCH'] }),
    check: 'may-list: R18',
    says: /has the verb "LIST", where only "list" counts$/,
  },
];

describe('a right that is missing', () => {
  test.each(FAULTS.map((fault) => [fault.title, fault] as const))(
    '%s',
    async (_, { objects, check, alone: told1 = check, slices, says }) => {
      const { name, file } = await account();
      await controlPlane.admin.apply(...objects(name));
      const args = ['--token-file', file, '--no-dial', ...(slices === true ? ['--slices'] : [])];
      await inTime(async () => {
        const { checks, ...report } = await doctorFrom([...args, ...withAdmin()]);
        expect(told(report)).toEqual(failing(check));
        const { cause, evidence, mend } = checks.find(({ outcome }) => outcome === 'fail') ?? {};
        expect([cause?.message, ...(evidence ?? [])]).toContainEqual(expect.stringMatching(says));
        expect(mend).toMatch(/^(k8s-disco setup-rbac|kubectl) /);
      });
      expect(told(await doctorFrom([...args, ...alone()]))).toEqual(failing(told1));
      await controlPlane.admin.delete(...objects(name));
    },
  );
});

describe('a command that mends', () => {
  test.each(FAULTS.map((fault) => [fault.title, fault] as const))('%s', async (_, { objects, slices }) => {
    const { name, file } = await account();
    await controlPlane.admin.apply(...objects(name));
    const args = ['--token-file', file, '--no-dial', ...(slices === true ? ['--slices'] : []), ...withAdmin()];
    await inTime(async () => {
      const { checks } = await doctorFrom(args);
      const { mend = '' } = checks.find(({ outcome }) => outcome === 'fail') ?? {};
      for (const command of mend.split(' && ')) await run(command);
    });
    await inTime(async () => expect(told(await doctorFrom(args))).toEqual(HEALTHY));
    await controlPlane.admin.delete(...objects(name));
  });

  async function run(command: string): Promise<void> {
    const [program, ...args] = [...command.matchAll(/'([^']*)'|[^\s']+/g)].map(([word, quoted]) => quoted ?? word);
    if (program === 'kubectl') await controlPlane.kubectl(args);
    else expect(await cli(args)).toMatchObject({ code: 0 });
  }
});

describe('a refusal that rights do not explain', () => {
  const refusing = (isRefused: (request: PassingRequest) => boolean, status: number): Promise<string> =>
    faultProxy(controlPlane, (request) => (isRefused(request) ? { kind: 'answer', status, body: 'no' } : undefined));
  const gateway = async (): Promise<string> => {
    const file = join(directory, 'gateway');
    writeFileSync(file, await stage.secretToken(await stage.account()));
    return file;
  };

  test('R15: of the list, by something between', async () => {
    const url = await refusing(isList, 403);
    const report = await doctorFrom(['--token-file', await gateway(), '--server', url, '--no-dial']);
    expect(told(report)).toEqual(failing('may-list: R15'));
  });

  test('R15: of the watch, with the status of a bad token', async () => {
    const url = await refusing(isWatch, 401);
    const report = await doctorFrom(['--token-file', await gateway(), '--server', url, '--no-dial']);
    expect(told(report)).toEqual(failing('may-watch: R15'));
  });
});

describe('more rights than a gateway needs', () => {
  test('R17: all of them', async () => {
    const { name, file } = await account();
    await controlPlane.admin.apply(binding(name, { roleName: 'cluster-admin' }));
    await inTime(async () => {
      const { checks, ...report } = await doctorFrom(['--token-file', file, '--no-dial', ...withAdmin()]);
      expect(told(report)).toEqual(warning('least-privilege: R17'));
      const { evidence } = checks.find(({ id }) => id === 'least-privilege') ?? {};
      expect(evidence).toEqual([`ClusterRoleBinding ${name} gives ClusterRole cluster-admin`]);
    });
  });

  test('R17: to read the Secrets of its namespace', async () => {
    const { name, file } = await account();
    await controlPlane.admin.apply(
      ...granted(ENDPOINTS)(name),
      role(name, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }], 'Role'),
      binding(name, { kind: 'Role' }),
    );
    await inTime(async () => {
      const report = await doctorFrom(['--token-file', file, '--no-dial', ...alone()]);
      expect(told(report)).toEqual(warning('least-privilege: R17'));
    });
  });
});
