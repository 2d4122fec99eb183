import { expect, test } from 'vitest';
import { replacedSecret } from '../../src/provision/rotation.ts';
import { objectServer, refusal } from '../support/object-server.ts';
import { tokenSecret } from '../support/token-secrets.ts';

const OLD = { namespace: 'default', name: 'gw-token' };
const READ = 'GET /api/v1/namespaces/default/secrets/gw-token';
const USED = { 'kubernetes.io/legacy-token-last-used': '2026-11-20' };

function told(used: string): object {
  const message =
    `The old token stays good while its Secret default/gw-token is there${used}. A gateway has the new one after a reload, or, with ` +
    'token_file and 3.13.0 or newer, 47 min after the file has changed. ' +
    'Delete the Secret when all have it.';
  return { id: 'T07', severity: 'warning', message, mend: 'kubectl delete secret gw-token -n default' };
}

test.each([
  ['is told', tokenSecret('gw-token', { token: 'sesame' }), [told('')]],
  ['is told with its last use', tokenSecret('gw-token', { token: 'sesame', labels: USED }), [told(' (last used 2026-11-20)')]],
  ['that may not be read is told', refusal(403, 'Forbidden', 'no'), [told('')]],
  ['that is gone is not told', refusal(404, 'NotFound', 'not found'), []],
  ['that never held a token is not told', tokenSecret('gw-token'), []],
])('a Secret that was replaced %s', async (_title, answer, findings) => {
  const { asking } = await objectServer({ [READ]: answer });
  expect(await replacedSecret(OLD, asking)).toEqual(findings);
});
