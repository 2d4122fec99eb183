import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-setup-usage-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What is said on stderr, in one line. */
async function refusalOf(argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(argv, { cwd: directory, env: { KUBECONFIG: 'absent' } });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.trimEnd().replaceAll(/\s+/g, ' ');
}

describe('a value that cannot be is told', () => {
  test.each([
    ['-n Prod_1', '✖ --namespace "Prod_1" is no name in Kubernetes. Did you mean prod-1? It takes'],
    ['-n a.b', '✖ --namespace "a.b" is no name in Kubernetes. Did you mean a-b? It takes'],
    ['-n ___', '✖ --namespace "___" is no name in Kubernetes. It takes'],
    [`-n ${'a'.repeat(64)}`, '✖ --namespace takes at most 63 characters, and this has 64'],
    ['--name a..b', '✖ --name "a..b" is no name in Kubernetes. Did you mean a-b? It takes'],
    [`--name ${'a'.repeat(64)}`, '✖ --name takes at most 63 characters, and this has 64'],
    ['--resources endpoint', '✖ --resources "endpoint" is unknown. It takes endpoints, endpointslices. Did you mean endpoints?'],
    ['--resources endpoints,pods', '✖ --resources "pods" is unknown. It takes endpoints, endpointslices.'],
    ['--token secrt', '✖ --token "secrt" is unknown. It takes secret, request, none. Did you mean secret?'],
    ['--dry-run', '✖ --dry-run needs client or server client prints manifests'],
    ['--dry-run -o yaml', '✖ --dry-run needs client or server client prints manifests'],
    ['--dry-run=sever', '✖ --dry-run "sever" is unknown. It takes none, client, server. Did you mean server?'],
    ['--duration 5m --token request', '✖ --duration 5m is too short: API servers issue no token for less than 10 min'],
    ['--wait 5', '✖ --wait "5" is not a duration write 500ms, 30s or 2m, at most 24h'],
    ['--labels team', '✖ --labels "team" is not KEY=VALUE write --labels KEY=VALUE,KEY=VALUE'],
    ['--labels a/b/c=d', '✖ --labels "a/b/c=d" is no label in Kubernetes Keys and values are'],
    ['--labels a=b,c=-', '✖ --labels "c=-" is no label in Kubernetes Keys and values are'],
    [
      '--labels app.kubernetes.io/managed-by=me',
      '✖ --labels "app.kubernetes.io/managed-by=me": app.kubernetes.io/managed-by is how k8s-disco knows its own objects choose another',
    ],
    ['--contexts eu', '✖ --contexts "eu" is not ID=CONTEXT write --contexts ID=CONTEXT,ID=CONTEXT'],
    ['--contexts eu=a,eu=b', '✖ --contexts names the cluster eu twice'],
    ['--gateway-server ftp://a', '✖ --gateway-server: "ftp://a" is neither http nor https'],
    ['-o wide', '✖ --output "wide" is unknown. It takes table, yaml, json.'],
  ])('%s', async (flags, expected) => {
    const refusal = await refusalOf(['setup-rbac', ...flags.split(' ')]);
    expect(refusal.slice(0, expected.length)).toBe(expected);
  });

  test.each(['eyJhbGciOiJSUzI1NiJ9.e30.c2ln', 'k8s-aws-v1.aHR0cHM', 'a'.repeat(40)])(
    'a token is not shown again: %s',
    async (token) => {
      for (const flag of [['--token', token], [`--token=${token}`]]) {
        const refusal = await refusalOf(['setup-rbac', ...flag]);
        expect(refusal).toBe(
          '✖ --token says here where the gateway gets its token from, and takes secret, request, none To ask the API server with a token of your own, put it into a kubeconfig: kubectl config set-credentials',
        );
      }
    },
  );
});

describe('flags that contradict each other are told before anything is read', () => {
  test.each([
    [
      '--delete --resources endpoints',
      '✖ --delete removes the account, and --resources is for setting it up leave one of them out',
    ],
    ['--delete --rotate', '✖ --delete removes the account, and --rotate is for setting it up leave one of them out'],
    ['--yes', '✖ --yes answers the question of --delete, and setting up asks none leave it out'],
    [
      '--duration 24h',
      '✖ --duration is for --token request: a token of a Secret does not expire add --token request, or leave --duration out',
    ],
    [
      '--rotate --token none',
      '✖ --rotate is for tokens of Secrets: each other token is a new one anyway leave one of --rotate and --token out',
    ],
    ['--token none --emit-token-file t', '✖ --emit-token-file has no token to write with --token none leave one of them out'],
    [
      '--gateway-server https://a',
      '✖ --gateway-server goes into the config of --emit-config add --emit-config FILE, or - for stdout',
    ],
    [
      '--contexts a=b',
      '✖ --contexts goes with the clusters of a config add --from-config FILE, or use --context NAME for one cluster',
    ],
    [
      '--contexts a=b --from-config c --context d',
      '✖ --contexts names every cluster, and so goes with neither --context nor --server leave one of them out',
    ],
    ['--dry-run=client --diff', '✖ --diff compares with the cluster, which --dry-run=client does not ask use --dry-run=server'],
    [
      '--dry-run=client --rotate',
      '✖ --rotate names the next Secret by those in the cluster, which --dry-run=client does not ask use --dry-run=server',
    ],
    [
      '--dry-run=client --emit-config -',
      '✖ the config depends on the cluster, which --dry-run=client does not ask use --dry-run=server to see it with a placeholder for the token',
    ],
    [
      '--emit-config a --emit-token-file -',
      '✖ --emit-token-file is for a file that the gateway reads, and - is none name a file, or print the token: k8s-disco token get',
    ],
    ['--emit-config=', '✖ --emit-config names no file is the variable set that it comes from?'],
    ['--emit-token-file=', '✖ --emit-token-file names no file is the variable set that it comes from?'],
  ])('%s', async (flags, expected) => {
    expect(await refusalOf(['setup-rbac', ...flags.split(' ')])).toBe(expected);
  });
});
