import { expect, it } from 'vitest';
import { releaseOf } from '../../../src/apisix/release.ts';
import { askAgainCommand } from '../../../src/cli/doctor/ask-again.ts';
import type { DoctorFlags } from '../../../src/cli/doctor/flags.ts';

const flags: DoctorFlags & { readonly id: string | undefined } = {
  id: undefined,
  names: [],
  routes: [],
  adminContext: [],
  category: [],
  check: [],
  dial: true,
  output: 'text',
  failOn: 'fail',
};

it.each<readonly [string, Partial<typeof flags>, string | undefined]>([
  ['a config', { config: 'config.yaml' }, 'k8s-disco doctor --config config.yaml --admin-context prod'],
  [
    'a token file and an address',
    { server: 'https://10.1.0.5:6443', tokenFile: 'my token' },
    "k8s-disco doctor --token-file 'my token' --server https://10.1.0.5:6443 --admin-context prod",
  ],
  [
    'another cluster that has its admin',
    { config: 'config.yaml', id: 'east', adminContext: ['west=west-1'] },
    'k8s-disco doctor --config config.yaml --admin-context west=west-1 --admin-context east=prod',
  ],
  [
    'everything else that decides what is seen',
    {
      config: 'c.yaml',
      routes: ['routes', 'apisix.yaml'],
      envFile: 'gateway.env',
      gatewayVersion: releaseOf('3.15.0'),
      slices: true,
      names: ['default/shop:http'],
    },
    'k8s-disco doctor --config c.yaml --routes routes --routes apisix.yaml --env-file gateway.env --gateway-version 3.15.0 --slices --admin-context prod default/shop:http',
  ],
  [
    'what was chosen to be looked at, and left alone',
    { controlApi: new URL('http://127.0.0.1:9090'), category: ['identity'], check: ['may-list', 'may-watch'], dial: false },
    'k8s-disco doctor --control-api http://127.0.0.1:9090/ --category identity --check may-list --check may-watch --no-dial --admin-context prod',
  ],
  ['the time before the account', { pre: true }, 'k8s-disco doctor --pre --admin-context prod'],
  ['a token, which is not told', { server: 'https://10.1.0.5:6443', token: 'secret' }, undefined],
])('with %s', (_title, asked, command) => {
  expect(askAgainCommand('prod', { ...flags, ...asked })).toBe(command);
});

it('needs a context', () => {
  expect(askAgainCommand(undefined, flags)).toBeUndefined();
});
