import { expect, test } from 'vitest';
import { NEWEST_RELEASE, releaseOf } from '../../../src/apisix/release.ts';
import { applyCommands, commandLine, tokenFileCommand } from '../../../src/cli/setup-rbac/command-line.ts';
import type { SetupFlags } from '../../../src/cli/setup-rbac/flags.ts';

const NOTHING: SetupFlags = { name: 'apisix-discovery', output: 'table', gatewayVersion: releaseOf(NEWEST_RELEASE) };

test.each<readonly [Partial<SetupFlags>, string]>([
  [{}, 'k8s-disco setup-rbac'],
  [{ name: 'gw', namespace: 'edge' }, 'k8s-disco setup-rbac --name gw -n edge'],
  [
    {
      resources: ['endpoints', 'endpointslices'],
      tokenSource: 'none',
      labels: { team: 'edge', tier: 'one' },
      gatewayDocsVerbs: true,
    },
    'k8s-disco setup-rbac --resources endpoints,endpointslices --token none --labels team=edge,tier=one --gateway-docs-verbs',
  ],
  [
    { fromConfig: 'config.yaml', contexts: new Map([['eu', 'prod eu']]) },
    "k8s-disco setup-rbac --from-config config.yaml --contexts 'eu=prod eu'",
  ],
  [
    { kubeconfig: '~/k', context: 'c', server: 'https://a', certificateAuthority: 'ca.crt', insecureSkipTlsVerify: true },
    "k8s-disco setup-rbac --kubeconfig '~/k' --context c --server https://a --certificate-authority ca.crt --insecure-skip-tls-verify",
  ],
  [{ tokenSource: 'request', duration: 86_400_000 }, 'k8s-disco setup-rbac --token request --duration 1d'],
  [{ gatewayVersion: releaseOf('3.15.0') }, 'k8s-disco setup-rbac --gateway-version 3.15.0'],
  [{ emitTokenFile: 'token' }, 'k8s-disco setup-rbac --emit-token-file token'],
  [{ force: true, recreate: true, rotate: true, diff: true, dryRun: 'server', wait: 5 }, 'k8s-disco setup-rbac'],
])('%j is wished again by %s', (flags, command) => {
  expect(commandLine({ ...NOTHING, ...flags })).toBe(command);
});

test.each<readonly [Partial<SetupFlags>, readonly string[]]>([
  [{}, ['k8s-disco setup-rbac --dry-run=client -o yaml | kubectl apply -f -']],
  [
    { context: 'west', kubeconfig: 'k' },
    [
      'k8s-disco setup-rbac --kubeconfig k --context west --dry-run=client -o yaml | kubectl apply -f - --kubeconfig k --context west',
    ],
  ],
  [
    {
      fromConfig: 'c',
      contexts: new Map([
        ['eu', 'east'],
        ['us', 'west'],
      ]),
    },
    ['east', 'west'].map(
      (context) =>
        `k8s-disco setup-rbac --from-config c --contexts eu=east,us=west --dry-run=client -o yaml | kubectl apply -f - --context ${context}`,
    ),
  ],
])('the manifests of %j are applied by %j', (flags, commands) => {
  expect(applyCommands({ ...NOTHING, ...flags })).toEqual(commands);
});

test.each<readonly [Partial<SetupFlags>, string]>([
  [{}, "k8s-disco token get gw -n edge --out-file '/etc/my token' --context west"],
  [
    { tokenSource: 'request', duration: 3_600_000 },
    "k8s-disco token create gw -n edge --duration 1h --out-file '/etc/my token' --context west",
  ],
])('with %j a file gets its token by %s', (flags, command) => {
  const options = { flags: { ...NOTHING, ...flags }, path: '/etc/my token', address: ['--context', 'west'] };
  expect(tokenFileCommand({ namespace: 'edge', name: 'gw' }, options)).toBe(command);
});
