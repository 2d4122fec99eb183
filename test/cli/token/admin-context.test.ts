import { expect, test } from 'vitest';
import { AdminContextError, adminOf, checkAdminServer } from '../../../src/cli/token/admin-context.ts';
import type { Host } from '../../../src/cli/host.ts';

const KUBECONFIG = JSON.stringify({
  clusters: [
    { name: 'a', cluster: { server: 'https://10.0.0.1:6443' } },
    { name: 'b', cluster: { server: 'https://10.0.0.2:6443' } },
  ],
  users: [{ name: 'admin', user: { token: 'aaa' } }],
  contexts: [
    { name: 'prod-a', context: { cluster: 'a', user: 'admin' } },
    { name: 'prod-b', context: { cluster: 'b', user: 'admin' } },
    { name: 'broken', context: { cluster: 'a', user: 'nobody' } },
  ],
});

// What finding a context looks at of a host.
const host = {
  env: {},
  homeDir: '/home/me',
  readFile: () => Promise.resolve(KUBECONFIG),
  signal: new AbortController().signal,
} as unknown as Host;

const flags = { kubeconfig: 'kube.yaml' };
const admin = (context: string) => adminOf(undefined, { flags: { ...flags, adminContext: [context] }, host });
const check = async (context: string, server: string): Promise<string> => {
  const found = await admin(context);
  if (found === undefined) throw new Error('no admin');
  const connection = { server: new URL(server) };
  try {
    await checkAdminServer(found, { connection, flags, host });
    return 'taken';
  } catch (error) {
    if (!(error instanceof AdminContextError)) throw error;
    return `${error.message}; ${error.hint}`;
  }
};

test('an admin of the API server in question is taken', async () => {
  expect(await check('prod-a', 'https://10.0.0.1:6443')).toBe('taken');
});

test('an admin of another one is taken where no context leads to this one: it may have several addresses', async () => {
  expect(await check('prod-a', 'https://api.example:6443')).toBe('taken');
});

test('an admin of another one is refused where a context leads to this one', async () => {
  expect(await check('prod-b', 'https://10.0.0.1:6443')).toBe(
    '--admin-context prod-b leads to https://10.0.0.2:6443, which is not https://10.0.0.1:6443; The context prod-a leads there',
  );
});

test('a context whose user is not there is wrong usage', async () => {
  await expect(admin('broken')).rejects.toThrow(/^--admin-context broken: .*nobody/);
});
