import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Playground } from '../../../src/playground/playground.ts';
import { startPlayground } from '../../../src/playground/playground.ts';
import type { SetupReport } from '../../../src/provision/report.ts';
import { FastClock } from '../../contract/fast-clock.ts';
import { RunningCli, cli } from '../../support/cli.ts';
import type { CliOptions, CliResult } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-setup-'));
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ clock: new FastClock(20) });
  playground.seed();
  file('admin', playground.kubeconfig());
  file('no-rights', playground.kubeconfig('no-rights'));
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

/** Runs `setup-rbac` as the admin; ports and times, which differ from run to run, become others. */
async function setUp(flags: string, options: CliOptions = {}): Promise<CliResult> {
  const { code, stdout, stderr } = await cli(['setup-rbac', ...flags.split(' ')], {
    cwd: directory,
    env: { KUBECONFIG: join(directory, 'admin') },
    ...options,
  });
  const known = (text: string): string =>
    text.replaceAll(String(playground.port), '54321').replaceAll(/token after \d+\.\d s/g, 'token after 0.1 s');
  return { code, stdout: known(stdout), stderr: known(stderr) };
}

/** The states of the objects of the only cluster, in their order. */
function statesOf({ stdout }: CliResult): readonly string[] {
  // setupDocument wrote it.
  const { clusters } = JSON.parse(stdout) as SetupReport;
  return clusters.flatMap(({ objects }) => objects.map(({ state }) => state));
}

const HEAD = `playground (https://127.0.0.1:54321), Kubernetes 1.36, as
  system:serviceaccount:kube-system:admin
`;

describe('an account', () => {
  test('is made, and a second run changes nothing', async () => {
    const proof = (name: string): string => `✔ the token is system:serviceaccount:default:${name}, never expires
✔ listed 4 endpoints in the whole cluster, a watch of them answers
Next: k8s-disco setup-rbac --name ${name} --emit-config config.yaml
      then reload the gateway
`;
    expect(await setUp('--name fresh')).toEqual({
      code: 0,
      stdout: `${HEAD}  ServiceAccount      default/fresh        created
  ClusterRole         fresh                created  list, watch endpoints
  ClusterRoleBinding  fresh                created
  Secret              default/fresh-token  created  token after 0.1 s
${proof('fresh')}`,
      stderr: '',
    });
    expect(await setUp('--name fresh')).toEqual({
      code: 0,
      stdout: `${HEAD}  ServiceAccount      default/fresh        unchanged
  ClusterRole         fresh                unchanged  list, watch endpoints
  ClusterRoleBinding  fresh                unchanged
  Secret              default/fresh-token  unchanged
${proof('fresh')}`,
      stderr: '',
    });
  });

  test('-o json is one document, and -o yaml the same', async () => {
    const json = await setUp('--name formats -o json');
    expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 0, stderr: '' });
    const again = await setUp('--name formats -o json');
    const report: unknown = JSON.parse(again.stdout);
    expect(report).toMatchObject({
      apiVersion: 'k8s-disco/v1',
      kind: 'SetupReport',
      dryRun: false,
      clusters: [
        { id: null, name: 'playground', kubernetes: '1.36', missing: [], token: { secret: 'formats-token', expires: null } },
      ],
    });
    const yaml = await setUp('--name formats -o yaml');
    const waited = /"?waitedMs"?: \d+/;
    expect(parse(yaml.stdout.replace(waited, 'waitedMs: 0'))).toEqual(JSON.parse(again.stdout.replace(waited, '"waitedMs": 0')));
  });

  test('that differs is shown by a dry run with --diff, which ends with 1, and then corrected', async () => {
    await setUp('--name drift --resources endpointslices');
    const dryRun = await setUp('--name drift --resources endpoints --dry-run=server --diff');
    expect({ code: dryRun.code, stderr: dryRun.stderr }).toEqual({ code: 1, stderr: '' });
    expect(dryRun.stdout).toMatch(
      /ClusterRole +drift +would be changed\n +list, watch endpoints\n(.*\n)* {4}-( +)- endpointslices\n {4}\+\2- endpoints\n/,
    );
    expect(dryRun.stdout).toMatch(
      /Next: the same without --dry-run:\n {6}k8s-disco setup-rbac --name drift --resources endpoints\n$/,
    );
    expect((await setUp('--name drift --resources endpoints --dry-run=server')).code).toBe(0);
    expect(statesOf(await setUp('--name drift --resources endpoints -o json'))).toEqual([
      'unchanged',
      'changed',
      'unchanged',
      'unchanged',
    ]);
  });

  test('keeps what the flags leave open, and what is taken away is shown without --diff', async () => {
    await setUp('--name kept --resources endpoints,endpointslices --labels team=edge --gateway-docs-verbs');
    expect(statesOf(await setUp('--name kept -o json'))).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
    const { code, stdout } = await setUp('--name kept --no-gateway-docs-verbs --resources endpoints');
    expect(code).toBe(0);
    expect(stdout.match(/^ {4}-.*$/gm)?.map((line) => line.replace(/^ +- */, ''))).toEqual(
      expect.arrayContaining(['- get', '- endpointslices']),
    );
  });

  test('of somebody else is left alone but for --force', async () => {
    playground.store.create('clusterroles', { metadata: { name: 'theirs' }, rules: [] });
    const refused = await setUp('--name theirs');
    expect({ code: refused.code, stderr: refused.stderr }).toEqual({ code: 1, stderr: '' });
    expect(refused.stdout).toMatch(/ClusterRole +theirs +not ours\n/);
    expect(refused.stdout).toMatch(/ServiceAccount +default\/theirs +not written\n/);
    expect(refused.stdout).toMatch(
      /✖ nothing is written: ClusterRole theirs is not ours to change\n(.*\n)+Next: to change it all the same:\n {6}k8s-disco setup-rbac --name theirs --force\n$/,
    );
    expect(playground.store.get('serviceaccounts', { namespace: 'default', name: 'theirs' })).toBeUndefined();
    expect(statesOf(await setUp('--name theirs --force -o json'))).toEqual(['created', 'changed', 'created', 'created']);
  });

  test('of the same name in another namespace is not robbed of its rights', async () => {
    await setUp('--name namesake');
    const { code, stdout } = await setUp('--name namesake -n nowhere');
    expect(code).toBe(1);
    expect(stdout.match(/✖/g)).toHaveLength(1);
    expect(stdout).toContain(`✖ nothing is written: ClusterRoleBinding namesake belongs to the account
    default/namesake
    Did you mean -n default? Another --name makes a second account beside it.
Next: k8s-disco setup-rbac --name namesake -n default
`);
    expect(stdout).not.toContain('--force');
  });

  test('gets another token with --rotate, and the report says when the old one may go', async () => {
    await setUp('--name rotated');
    const { code, stdout } = await setUp('--name rotated --rotate');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Secret +default\/rotated-token-2 +created/);
    expect(stdout).toMatch(/ T07\n[^]*\nNext: k8s-disco setup-rbac --name rotated --emit-config config\.yaml\n/);
    expect(
      stdout.endsWith('      when every gateway has the new token:\n      kubectl delete secret rotated-token -n default\n'),
    ).toBe(true);
    expect(stdout).not.toContain('mend:');
  });

  test('of TokenRequest has a token that ends', async () => {
    const { code, stdout } = await setUp('--name requested --token request --duration 24h');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /✔ the token is system:serviceaccount:default:requested, expires\s+\d{4}-\d\d-\d\d \d\d:\d\d\s+UTC,\s+in\s+24\s+h\n/,
    );
    expect(stdout).toContain(
      'Next: k8s-disco setup-rbac --name requested --token request --duration 1d --emit-config config.yaml\n',
    );
  });
});

describe('where rights are missing', () => {
  test('they are told on stderr, and stdout has the manifests alone', async () => {
    const { code, stdout, stderr } = await setUp('--name denied --kubeconfig no-rights');
    expect(code).toBe(3);
    expect(stderr).toContain('✖ nothing is written: system:serviceaccount:default:no-rights lacks 14 rights\n');
    expect(stderr).toContain('    get, patch, create clusterrolebindings.rbac.authorization.k8s.io denied\n');
    const kinds = parseAllDocuments(stdout).map((document): unknown => document.get('kind'));
    expect(kinds).toEqual(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Secret']);
  });

  test('other formats hold them, with the same code', async () => {
    const { code, stdout, stderr } = await setUp('--name denied --kubeconfig no-rights -o json');
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ clusters: [{ missing: { length: 14 }, objects: { length: 4 } }] });
  });

  test('--emit-config - prints nothing in place of a config', async () => {
    const { code, stdout, stderr } = await setUp('--name denied --kubeconfig no-rights --emit-config -');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`Next: an admin applies what this prints:
      k8s-disco setup-rbac --name denied --kubeconfig no-rights --dry-run=client -o yaml
      then run this again, for which the right to get ServiceAccount denied,
      ClusterRole denied, ClusterRoleBinding denied and Secret denied-token
      suffices; or whoever may read the Secret gets its token:
      k8s-disco token get denied -n default --out-file token --kubeconfig no-rights
`);
  });

  test('what the user may not read is not said to be unwritten', async () => {
    const { stderr } = await setUp('--name denied --kubeconfig no-rights');
    expect(stderr).toMatch(/ClusterRole +denied +not readable\s+list, watch endpoints\n/);
  });
});

describe('a cluster of which nothing is known', () => {
  test('is told with who named it, and what to look at', async () => {
    const { code, stdout } = await setUp('--server http://127.0.0.1:1');
    expect(code).toBe(3);
    expect(stdout).toMatch(/✖ .*N01\n {4}From the command line\. Is the port right\? Other ways: --help\n$/);
  });

  test('of no kubeconfig is no --config, which is not taken here', async () => {
    const { code, stderr } = await setUp('--name gw', { env: { KUBECONFIG: 'absent' } });
    expect(code).toBe(2);
    expect(stderr).toBe('✖ no API server to ask: no kubeconfig at absent\n    give --kubeconfig FILE or --server URL\n');
  });
});

test('a token controller that does not answer is named after --wait', async () => {
  playground.setFaults(['no-token-controller']);
  const { code, stdout } = await setUp('--name waiting --wait 100ms');
  expect(code).toBe(3);
  expect(stdout).toMatch(/kube-controller-manager(.*\n)*.*T17|T17\n(.*\n)*.*kube-controller-manager/);
});

test('an interruption of the wait says what is written', async () => {
  playground.setFaults(['no-token-controller']);
  const running = new RunningCli(
    ['setup-rbac', '--name stopped', '-v'].flatMap((words) => words.split(' ')),
    {
      env: { KUBECONFIG: join(directory, 'admin') },
    },
  );
  await expect.poll(() => running.stderr, { timeout: 5_000 }).toContain('playground: waiting for the token…\n');
  running.interrupt();
  const { code, stdout, stderr } = await running.end();
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toMatch(/\nInterrupted\. Written so far: (.*\n)+$/);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'Written so far: ServiceAccount default/stopped, ClusterRole stopped, ClusterRoleBinding stopped and Secret default/stopped-token. ' +
      'Running it again goes on from there. ',
  );
});

describe('--dry-run=client asks no cluster', () => {
  const nowhere = { env: { KUBECONFIG: join(directory, 'absent') } };

  test('-o yaml prints manifests in the order of applying', async () => {
    const { code, stdout, stderr } = await setUp(
      '--dry-run=client -o yaml --labels team=edge --create-namespace -n apisix',
      nowhere,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const documents = parseAllDocuments(stdout).map((document) => document.toJS() as unknown); // yaml gives any
    expect(documents).toMatchObject([
      { kind: 'Namespace', metadata: { name: 'apisix' } },
      { kind: 'ServiceAccount', metadata: { namespace: 'apisix', labels: { team: 'edge' } } },
      { kind: 'ClusterRole', rules: [{ apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] }] },
      { kind: 'ClusterRoleBinding', subjects: [{ namespace: 'apisix' }] },
      { kind: 'Secret', type: 'kubernetes.io/service-account-token' },
    ]);
  });

  test('-o json is one List', async () => {
    const { stdout } = await setUp('--dry-run=client -o json --token none', nowhere);
    expect(JSON.parse(stdout)).toMatchObject({ apiVersion: 'v1', kind: 'List', items: { length: 3 } });
  });

  test('without a format the objects are named', async () => {
    expect((await setUp('--dry-run client', nowhere)).stdout).toBe(`Without asking a cluster:
  ServiceAccount      default/apisix-discovery        would be applied
  ClusterRole         apisix-discovery                would be applied
  ClusterRoleBinding  apisix-discovery                would be applied
  Secret              default/apisix-discovery-token  would be applied
Next: k8s-disco setup-rbac --dry-run=client -o yaml | kubectl apply -f -
`);
  });

  test('the namespace is that of the context, whose credentials are not read', async () => {
    const context = { name: 'c', context: { cluster: 'gone', user: 'gone', namespace: 'edge' } };
    file('context', JSON.stringify({ contexts: [context], 'current-context': 'c' }));
    expect((await setUp('--dry-run=client --kubeconfig context')).stdout).toContain('edge/apisix-discovery ');
    expect((await setUp('--dry-run=client --kubeconfig context --server http://a')).stdout).toContain(
      'default/apisix-discovery ',
    );
  });
});
