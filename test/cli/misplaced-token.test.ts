import { expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { SECRET_CLAIMS, unsignedToken } from '../support/tokens.ts';

const TOKEN = unsignedToken(SECRET_CLAIMS, { algorithm: 'HS256', characters: 43 });

test.each([
  'TOKEN',
  'token TOKEN',
  'token get TOKEN',
  'token get --secret TOKEN',
  'token get --token-file TOKEN',
  'token create --bind-to TOKEN',
  'token create --duration TOKEN',
  'token create --bind-to pod/TOKEN',
  'token inspect TOKEN',
  'token inspect ./TOKEN',
  'token verify --config TOKEN',
  'setup-rbac TOKEN',
  'setup-rbac --token TOKEN',
  'setup-rbac --toke=TOKEN',
  'setup-rbac --wait TOKEN',
  'setup-rbac --output TOKEN',
  'setup-rbac --labels token=TOKEN',
  'setup-rbac --contexts TOKEN',
  'setup-rbac --kubeconfig TOKEN',
  'setup-rbac --from-config TOKEN',
  'setup-rbac --dry-run TOKEN',
  'setup-rbac --gateway-version TOKEN',
  'teardown-rbac --yes --kubeconfig TOKEN',
])('%s is refused, and the token not repeated', async (line) => {
  const { code, stdout, stderr } = await cli(line.replace('TOKEN', TOKEN).split(' '));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const part of TOKEN.split('.')) expect(stderr.toLowerCase()).not.toContain(part.toLowerCase());
});
