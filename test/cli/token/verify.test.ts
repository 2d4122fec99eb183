import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startPlayground } from '../../../src/playground/playground.ts';
import type { Playground } from '../../../src/playground/playground.ts';
import { cli } from '../../support/cli.ts';
import type { CliResult } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-verify-'));
let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
  write('kubeconfig', playground.kubeconfig());
  write('config.yaml', playground.gatewayConfig());
  for (const { name, token } of playground.accounts) write(name, token);
});
afterEach(() => playground.setFaults([]));
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}

/** Runs `token verify`, with the playground's address shown as that of an example. Nothing that it prints may hold a token. */
async function verify(...args: readonly string[]): Promise<CliResult> {
  const { code, stdout, stderr } = await cli(['token', 'verify', ...args], { cwd: directory });
  for (const { token } of playground.accounts) expect(`${stdout}${stderr}`).not.toContain(token);
  const shown = (text: string): string => text.replaceAll(new URL(playground.url).host, '127.0.0.1:6443');
  return { code, stdout: shown(stdout), stderr: shown(stderr) };
}

const asAdmin = ['--kubeconfig', 'kubeconfig'];

describe('as text', () => {
  test('a good token: who it is, what it may do, how long it lives', async () => {
    expect(await verify('gateway', ...asAdmin)).toEqual({
      code: 0,
      stderr: '',
      stdout: `playground (https://127.0.0.1:6443), Kubernetes 1.36
✔ the token is system:serviceaccount:default:gateway
✔ may list and watch endpoints and endpointslices in the whole cluster
✔ never expires
`,
    });
  });

  test('-v says on stderr whom it asks, as whom and why', async () => {
    const { stderr } = await verify('gateway', ...asAdmin, '-v');
    expect(stderr).toBe(`playground: https://127.0.0.1:6443, from kubeconfig kubeconfig, context
playground
  asked with the token of gateway, its certificate verified
playground: https://127.0.0.1:6443, from kubeconfig kubeconfig, context
playground
  asked with the token of kubeconfig user admin, its certificate verified
playground: asking who the token is…
`);
  });

  test('one without the rights: what is missing, and what mends it', async () => {
    expect(await verify('list-only', ...asAdmin)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`playground (https://127.0.0.1:6443), Kubernetes 1.36
✖ system:serviceaccount:default:list-only may list endpoints and             R02
    endpointslices, but not watch them in the whole cluster
    mend: kubectl create clusterrole default-list-only-endpoints --verb=list,watch --resource=endpoints --kubeconfig kubeconfig && kubectl create clusterrolebinding default-list-only-endpoints --clusterrole=default-list-only-endpoints --serviceaccount=default:list-only --kubeconfig kubeconfig
✔ the token is system:serviceaccount:default:list-only
`) as string,
    });
  });

  test('one that is refused: why, and in which words the API server told the admin', async () => {
    write('expired', playground.issueToken('gateway', { lifetimeSeconds: -3600 }));
    const { code, stdout } = await verify('expired', ...asAdmin);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n✖ The token in expired expired at .*T04\n/);
    expect(stdout).toContain(`
    It claims to be system:serviceaccount:default:gateway.
    TokenReview, asked with the token of kubeconfig user admin: [invalid bearer
    token, service account token has expired]
    mend: echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"gateway-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"gateway"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f - --kubeconfig kubeconfig && sleep 2 && k8s-disco token get gateway -n default --secret gateway-token --out-file expired --kubeconfig kubeconfig
`);
  });

  test('without an admin the reason of a refusal may stay unknown', async () => {
    write('damaged', `${playground.account('gateway').token.slice(0, -8)}AAAAAAAA`);
    const { code, stdout } = await verify('damaged', '--server', playground.url, '--insecure-skip-tls-verify');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `https://127.0.0.1:6443
✖ The token in damaged is refused, and only an admin (--admin-context) is    T30
    told why: its Secret or its account may be gone, or it is of another cluster
    It claims to be system:serviceaccount:default:gateway.
`,
    });
  });

  test('an admin who may not ask is no help, and is named', async () => {
    write('poor-kubeconfig', playground.kubeconfig('no-rights'));
    const { code, stdout } = await verify('damaged', '--kubeconfig', 'poor-kubeconfig');
    expect(code).toBe(1);
    expect(stdout).toContain('No TokenReview was made, as the token of kubeconfig user no-rights may not\n');
  });

  test('an API server out of reach is no verdict', async () => {
    const { code, stdout, stderr } = await verify('gateway', '--server', 'http://127.0.0.1:1');
    expect({ code, stdout }).toEqual({
      code: 3,
      stdout: 'http://127.0.0.1:1\n? could not be asked                                                         N01\n',
    });
    expect(stderr).toMatch(/^✖ http:\/\/127\.0\.0\.1:1 cannot be reached: connection refused +N01\n/);
  });

  test('an API server that lets nobody ask for rights is no verdict', async () => {
    playground.setFaults(['403']);
    const { code, stdout } = await verify('gateway', '--server', playground.url, '--insecure-skip-tls-verify');
    expect(code).toBe(3);
    expect(stdout).toContain(`
✔ the API server takes the token, and does not say as whom
? the API server does not say whether it may list and watch endpoints or
    endpointslices
`);
  });
});

describe("with the gateway's config", () => {
  const multi = (clusters: readonly (readonly [id: string, account: string])[]): string =>
    ['discovery:', '  kubernetes:', ...clusters.flatMap(([id, account]) => entry(id, account))].join('\n');
  const entry = (id: string, account: string): readonly string[] => [
    `    - id: ${id}`,
    `      service: {schema: https, host: 127.0.0.1, port: "${playground.port}"}`,
    `      client: {token_file: ${join(directory, account)}}`,
  ];

  test('its own token is verified, for the resource that it watches', async () => {
    expect(await verify('--config', 'config.yaml')).toMatchObject({
      code: 0,
      stdout: `https://127.0.0.1:6443, Kubernetes 1.36
✔ the token is system:serviceaccount:default:gateway
✔ may list and watch endpoints in the whole cluster
✔ never expires
`,
    });
  });

  test('the token of every cluster is verified, and the worst decides', async () => {
    write(
      'multi.yaml',
      multi([
        ['a1', 'gateway'],
        ['b2', 'no-rights'],
      ]),
    );
    const { code, stdout } = await verify('--config', 'multi.yaml', ...asAdmin, '--admin-context', 'b2=playground');
    expect(code).toBe(1);
    expect(stdout.match(/^(a1|b2) .*$|^✖ .*$/gm)).toEqual([
      'a1 (https://127.0.0.1:6443), Kubernetes 1.36',
      'b2 (https://127.0.0.1:6443), Kubernetes 1.36',
      '✖ system:serviceaccount:default:no-rights may not list endpoints in the      R01',
    ]);
  });

  test('a token that cannot be read keeps no other from being verified', async () => {
    const clusters = [
      ['a1', 'no-such-file'],
      ['b2', 'gateway'],
    ] as const;
    write('multi.yaml', multi(clusters));
    const { code, stdout, stderr } = await verify('--config', 'multi.yaml');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^a1 .*\n\? not asked: the token cannot be read +T24\n\nb2 .*\n✔ the token is /);
    expect(stderr).toMatch(/^✖ \S+no-such-file: cannot read [^]* T24\n/);
    const { stdout: json } = await verify('--config', 'multi.yaml', '-o', 'json');
    expect(JSON.parse(json)).toMatchObject({
      clusters: [
        { id: 'a1', token: null, standing: null, findings: [], error: { id: 'T24' } },
        { id: 'b2', token: { form: 'service-account' }, standing: 'taken', findings: [] },
      ],
    });
  });

  describe('what it tells to paste', () => {
    const elsewhere = (text: string): string => text.replaceAll(/current-context: .*/g, 'current-context: other');
    const mendsOf = (stdout: string): readonly string[] =>
      [...stdout.matchAll(/^ {4}mend: (.*)$/gm)].map(([, mend = '']) => mend);
    const configOf = (account: string): string =>
      playground.gatewayConfig().replace(/token: .*/, `token_file: ${join(directory, account)}`);
    const damage = (): void => write('damaged', `${playground.account('gateway').token.slice(0, -8)}AAAAAAAA`);

    test('goes to the context that names the API server, whichever is the current one', async () => {
      write('poor.yaml', configOf('no-rights'));
      write('other-kubeconfig', elsewhere(playground.kubeconfig()));
      const { stdout } = await verify('--config', 'poor.yaml', '--kubeconfig', 'other-kubeconfig');
      expect(mendsOf(stdout)).toEqual([
        'kubectl create clusterrole default-no-rights-endpoints --verb=list,watch --resource=endpoints --kubeconfig other-kubeconfig --context playground && kubectl create clusterrolebinding default-no-rights-endpoints --clusterrole=default-no-rights-endpoints --serviceaccount=default:no-rights --kubeconfig other-kubeconfig --context playground',
      ]);
    });

    test('leaves the context open where none names it', async () => {
      write('poor.yaml', configOf('no-rights'));
      write('far-kubeconfig', playground.kubeconfig().replaceAll(playground.url, 'https://192.0.2.1:6443'));
      const { code, stdout } = await verify('--config', 'poor.yaml', '--kubeconfig', 'far-kubeconfig');
      expect(code).toBe(1);
      expect(mendsOf(stdout)).toEqual([expect.stringMatching(/ --context CONTEXT$/)]);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
        'No context of the kubeconfig names this API server: put one that leads there in place of CONTEXT.',
      );
    });

    test('names the admin who may know why a token is refused', async () => {
      damage();
      write('refused.yaml', configOf('damaged'));
      const { stdout } = await verify('--config', 'refused.yaml', '--gateway-version', '3.15.0', ...asAdmin);
      expect(mendsOf(stdout)).toEqual([
        'k8s-disco token verify --config refused.yaml --gateway-version 3.15.0 --kubeconfig kubeconfig --admin-context playground',
      ]);
    });

    test('names the admin of each cluster', async () => {
      damage();
      const clusters = [
        ['a1', 'damaged'],
        ['b2', 'gateway'],
      ] as const;
      write('refused.yaml', multi(clusters));
      const { stdout } = await verify('--config', 'refused.yaml', ...asAdmin);
      expect(mendsOf(stdout)).toEqual([
        'k8s-disco token verify --config refused.yaml --kubeconfig kubeconfig --admin-context a1=playground',
      ]);
    });

    test('writes into the config that holds the token, or the file that it names', async () => {
      const bound = playground.issueToken('gateway', { lifetimeSeconds: 90 * 86_400 });
      write('bound', bound);
      write('inline.yaml', playground.gatewayConfig().replace(/token: .*/, `token: ${bound}`));
      write('file.yaml', configOf('bound'));
      const admin = [...asAdmin, '--admin-context', 'playground'];
      const TO = '--kubeconfig kubeconfig --context playground';
      const SECRET = `echo '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"gateway-token","namespace":"default","annotations":{"kubernetes.io/service-account.name":"gateway"}},"type":"kubernetes.io/service-account-token"}' | kubectl apply -f -`;
      const inline = await verify('--config', 'inline.yaml', ...admin);
      expect(mendsOf(inline.stdout)).toEqual([`k8s-disco setup-rbac -n default --name gateway --emit-config inline.yaml ${TO}`]);
      const file = await verify('--config', 'file.yaml', '--gateway-version', '3.12.0', ...admin);
      expect(mendsOf(file.stdout)).toEqual([
        `${SECRET} ${TO} && sleep 2 && k8s-disco token get gateway -n default --secret gateway-token --out-file ${join(directory, 'bound')} ${TO}`,
      ]);
    });
  });

  test('a token that expires is judged by how the release reads it', async () => {
    const bound = playground.issueToken('gateway', { lifetimeSeconds: 90 * 86_400 });
    write('bound', bound);
    write('inline.yaml', playground.gatewayConfig().replace(/token: .*/, `token: ${bound}`));
    write('file.yaml', playground.gatewayConfig().replace(/token: .*/, `token_file: ${join(directory, 'bound')}`));
    const idsOf = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await verify(...args, '-o', 'json');
      const { clusters } = JSON.parse(stdout) as { clusters: { findings: { id: string }[] }[] };
      return clusters.flatMap(({ findings }) => findings.map(({ id }) => id));
    };
    expect(await idsOf('--config', 'inline.yaml')).toEqual(['T07']);
    expect(await idsOf('--config', 'file.yaml')).toEqual([]);
    expect(await idsOf('--config', 'file.yaml', '--gateway-version', '3.12.0')).toEqual(['T06']);
  });

  test('a FILE stands in for the token that is not there', async () => {
    write('mounted.yaml', playground.gatewayConfig().replace(/token: .*/, 'token_file: /nonexistent/token'));
    const { code, stderr } = await verify('--config', 'mounted.yaml');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `✖ /nonexistent/token: cannot read client.token_file: no such file            T24
    From the gateway's config mounted.yaml. Where the gateway runs it may be
    there. Elsewhere, give a copy of it as FILE, with a config of one cluster.
    Other ways: --help
`,
    });
    expect((await verify('gateway', '--config', 'mounted.yaml')).code).toBe(0);
  });

  test.each([
    [['gateway', '--config', 'multi.yaml'], '2 clusters here, and FILE holds one token'],
    [['--config', 'multi.yaml', ...asAdmin, '--admin-context', 'playground'], 'does not say of which cluster'],
    [
      ['--config', 'config.yaml', ...asAdmin, '--admin-context', 'a', '--admin-context', 'b'],
      'is given 2 times, for one cluster',
    ],
    [['--config', 'config.yaml', '--admin-context', 'a'], '--admin-context needs a kubeconfig'],
    [
      ['--config', 'multi.yaml', ...asAdmin, '--admin-context', 'c3=playground'],
      '--admin-context c3=playground is for no cluster of the config\n    It has a1, b2',
    ],
    [['--config', 'config.yaml', ...asAdmin, '--admin-context', 'a'], '--admin-context "a" is no context of the kubeconfig'],
  ])('%j: %s', async (args, message) => {
    const { code, stderr } = await verify(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

test('as JSON', async () => {
  const { code, stdout } = await verify('gateway', ...asAdmin, '-o', 'json');
  expect(code).toBe(0);
  const { uid } = playground.account('gateway');
  expect(JSON.parse(stdout)).toEqual({
    apiVersion: 'k8s-disco/v1',
    kind: 'TokenReport',
    action: 'verify',
    gatewayVersion: '3.18.0',
    clusters: [
      {
        id: null,
        name: 'playground',
        server: 'https://127.0.0.1:6443',
        kubernetes: '1.36',
        token: {
          form: 'service-account',
          encodings: 0,
          claims: {
            subject: 'system:serviceaccount:default:gateway',
            namespace: 'default',
            serviceAccount: 'gateway',
            uid,
            issuedBy: 'secret',
            boundTo: [{ kind: 'secret', name: 'gateway-token', uid: null }],
            audiences: [],
            issuer: 'kubernetes/serviceaccount',
            keyId: expect.any(String) as string,
            algorithm: 'RS256',
            issued: null,
            notBefore: null,
            expires: null,
            lifetimeSeconds: null,
          },
          read: null,
        },
        standing: 'taken',
        user: 'system:serviceaccount:default:gateway',
        needed: { resources: ['endpoints', 'endpointslices'], extent: 'one' },
        rights: ['endpoints', 'endpointslices'].flatMap((resource) =>
          ['list', 'watch'].map((verb) => ({ resource, verb, allowed: true, reason: expect.any(String) as string })),
        ),
        clockSkewSeconds: expect.any(Number) as number,
        admin: {
          credentials: 'the token of kubeconfig user admin',
          review: { authenticated: true, error: null },
          secret: { lastUsed: new Date().toISOString().slice(0, 10), invalidSince: null },
        },
        findings: [],
      },
    ],
  });
});
