import { expect, test } from 'vitest';
import { leftSecrets, newerSecrets } from '../../src/provision/rotation.ts';
import type { NamedWish } from '../../src/provision/wish.ts';
import { objectServer, refusal } from '../support/object-server.ts';
import { tokenSecret } from '../support/token-secrets.ts';

const WISH: NamedWish = {
  namespace: 'default',
  name: 'apisix',
  resources: ['endpoints'],
  docsVerbs: false,
  labels: {},
  createNamespace: false,
  token: 'secret',
  tokenSecret: 'gw-token-3',
};
const LIST = 'GET /api/v1/namespaces/default/secrets';
const USED = { 'kubernetes.io/legacy-token-last-used': '2026-11-20' };
const NOW = tokenSecret('gw-token-3', { token: 'sesame' });
const OLD = tokenSecret('gw-token', { token: 'sesame', labels: USED });
const OLDER = tokenSecret('gw-token-2', { token: 'sesame' });
const RELOAD =
  'A gateway has the new one after a reload, or, with token_file and 3.13.0 or newer, 47 min after the file has changed.';

function told(message: string, names: string): object {
  return { id: 'T07', severity: 'warning', message, mend: `kubectl delete secret ${names} -n default --context e2e` };
}

const ONE = told(
  `The old token stays good while its Secret default/gw-token (last used 2026-11-20) is there. ${RELOAD} Delete the Secret when all have it.`,
  'gw-token',
);
const TWO = told(
  'The old tokens stay good while their Secrets default/gw-token (last used 2026-11-20) and default/gw-token-2 are there. ' +
    `${RELOAD} Delete them when all have it.`,
  'gw-token gw-token-2',
);
const REPLACED = told(
  `The old token stays good while its Secret default/gw-token-2 is there. ${RELOAD} Delete the Secret when all have it.`,
  'gw-token-2',
);

test.each([
  ['one is told with its last use', { items: [OLD, NOW] }, [ONE]],
  ['all that there are are told', { items: [OLD, OLDER, NOW] }, [TWO]],
  ['those that hold no token, and those of others, are not', { items: [tokenSecret('gw-token'), NOW] }, []],
  ['where they may not be listed, the one that was replaced is told', refusal(403, 'Forbidden', 'no'), [REPLACED]],
])('of the Secrets that a rotation leaves, %s', async (_title, answer, findings) => {
  const { asking } = await objectServer({ [LIST]: answer });
  expect(await leftSecrets(WISH, { ...asking, replaced: 'gw-token-2', address: ['--context', 'e2e'] })).toEqual(findings);
});

const BEFORE = { ...WISH, tokenSecret: 'apisix-token' };
const LATER = tokenSecret('apisix-token-2', { token: 'sesame', labels: { 'app.kubernetes.io/managed-by': 'k8s-disco' } });
const FOREIGN = tokenSecret('apisix-token-3', { token: 'sesame' });

test.each([
  [
    'one that came later is told',
    { items: [LATER, FOREIGN] },
    [
      {
        id: 'T07',
        severity: 'warning',
        message:
          'The account names the Secret apisix-token (annotation k8s-disco/token-secret), while default/apisix-token-2 came later: was a manifest ' +
          'from before a rotation applied? Gateways are given the older token. Name the newer Secret in the manifest.',
      },
    ],
  ],
  ['those of others are not', { items: [FOREIGN] }, []],
  ['none is where they may not be listed', refusal(403, 'Forbidden', 'no'), []],
])('of the Secrets behind the one that an account names, %s', async (_title, answer, findings) => {
  const { asking } = await objectServer({ [LIST]: answer });
  expect(await newerSecrets(BEFORE, asking)).toEqual(findings);
});
