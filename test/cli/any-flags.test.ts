import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPlayground } from '../../src/playground/playground.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { FastClock } from '../contract/fast-clock.ts';
import { cli } from '../support/cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-any-flags-'));
const clock = new FastClock(200);
let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ scheme: 'http', clock });
  playground.seed();
  const files = {
    admin: playground.kubeconfig(),
    'no-rights': playground.kubeconfig('no-rights'),
    'config.yaml': playground.gatewayConfig(),
    'list.yaml': playground
      .gatewayConfig()
      .replace('kubernetes:\n', 'kubernetes:\n      - id: eu\n')
      .replaceAll(/^    (\w)/gm, '        $1'),
    'broken.yaml': 'a: [',
    token: playground.account('gateway').token,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  mkdirSync(join(directory, 'folder'));
});
afterAll(async () => {
  await playground.close();
  rmSync(directory, { recursive: true });
});

const NAMES = ['gw', 'a.b', 'x'.repeat(63), 'x'.repeat(64), '-', '', '../x', 'default\n', 'é'];
const FILES = ['config.yaml', 'list.yaml', 'broken.yaml', 'token', 'new', 'folder', 'absent/x', '', '-'];
const KUBECONFIGS = ['admin', 'no-rights', 'token', 'absent', ''];
const SERVERS = ['SERVER', 'http://127.0.0.1:1', 'x y', ''];
const DURATIONS = ['10m', '24h', '1ms', '0s', '1e9d', ''];

/** Flags with values, the first a good one. Those without values are their own. */
const SHARED = {
  '--kubeconfig': KUBECONFIGS,
  '--context': ['playground', 'absent', ''],
  '--server': SERVERS,
  '--insecure-skip-tls-verify': [],
  '--certificate-authority': FILES,
  '-o': ['table', 'json', 'yaml', 'text', ''],
  '-n': NAMES,
} as const;

const COMMANDS = {
  'setup-rbac': {
    ...SHARED,
    '--name': NAMES,
    '--resources': ['endpoints', 'endpointslices', 'endpoints,endpointslices', 'pods', ''],
    '--token': ['secret', 'request', 'none', 'eyJ', ''],
    '--duration': DURATIONS,
    '--labels': ['a=b', 'a=b,c=', 'app.kubernetes.io/managed-by=me', 'constructor=x', '__proto__=x', '=', ''],
    '--create-namespace': [],
    '--wait': ['1s', '25h', '', '5'],
    '--dry-run': ['none', 'client', 'server', 'all'],
    '--diff': [],
    '--force': [],
    '--recreate': [],
    '--rotate': [],
    '--delete': [],
    '--yes': [],
    '--emit-config': FILES,
    '--emit-token-file': FILES,
    '--gateway-server': SERVERS,
    '--gateway-version': ['3.18.0', '2.13.0', '3.0.0', '9', ''],
    '--gateway-docs-verbs': [],
    '--from-config': FILES,
    '--contexts': ['eu=playground', 'eu=absent', 'us=playground', 'eu=a,eu=b', 'eu', ''],
    '-v': [],
  },
  'teardown-rbac': { ...SHARED, '--name': NAMES, '--dry-run': [], '--yes': [], '-v': [] },
  'token get': { ...SHARED, '--secret': NAMES, '--out-file': FILES, '--token-file': FILES, gw: [] },
  'token create': {
    ...SHARED,
    '--duration': DURATIONS,
    '--audience': ['a', ''],
    '--bind-to': ['pod/x', 'secret/gw-token', 'x', 'node/..', ''],
    '--out-file': FILES,
    gw: [],
  },
  'token inspect': { '-o': SHARED['-o'], '--gateway-version': ['3.18.0', '2.13.0', ''], token: [], 'config.yaml': [], '-': [] },
  'token verify': {
    ...SHARED,
    '--config': FILES,
    '--admin-context': ['playground', 'eu=playground', 'absent', ''],
    '--gateway-version': ['3.18.0', '2.13.0', ''],
    token: [],
    '-': [],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A command with any of its flags, in any order. */
const commandLine = fc.constantFrom(...Object.entries(COMMANDS)).chain(([command, flags]) => {
  const words = Object.entries<readonly string[]>(flags).map(([flag, values]) => {
    const [good, ...others] = values;
    if (good === undefined) return fc.constant([flag]);
    // Mostly good, as one that is not ends the command at once.
    const value = fc.oneof({ weight: 4, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
    return value.map((word) => [flag, word]);
  });
  const some = fc.subarray(words, { maxLength: Math.min(6, words.length) }).chain((chosen) => fc.tuple(...chosen));
  return some.map((chosen) => [...command.split(' '), ...chosen.flat()]);
});

test(
  'no command line ends in a fault of the program, or shows a token that it was not asked for',
  { timeout: 120_000 },
  async () => {
    const secrets = playground.accounts.map((account) => account.token);
    const env = { KUBECONFIG: join(directory, 'admin') };
    await fc.assert(
      fc.asyncProperty(commandLine, async (words) => {
        const argv = words.map((word) => word.replace('SERVER', playground.url));
        const { code, stdout, stderr } = await cli(argv, { cwd: directory, env, host: { clock }, stdin: 'a.b.c' });
        expect(code).toBeOneOf([0, 1, 2, 3]);
        expect(stderr).not.toMatch(/itself failed|\n\s+at .*:\d+:\d+/);
        for (const secret of secrets) expect(`${stdout}${stderr}`).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  },
);
