import type { Finding } from '../../../findings/finding.ts';
import { isMountedToken } from '../../../kube/own-pod.ts';
import { accountOf, isShared } from '../../../token/account.ts';
import type { AccountName } from '../../../token/account.ts';
import { renewCommand, setupCommand } from '../../../token/commands.ts';
import { pass, skip } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readAccess } from '../../facts/access.ts';
import type { Access } from '../../facts/access.ts';
import { readUser } from '../../facts/user.ts';
import { addressOf, toldAnswer } from '../../told.ts';

/** Whether the token is of the account that was meant: surely not of `default` where that has no rights. */
export const rightAccount: ClusterCheck = {
  name: 'right-account',
  category: 'identity',
  title: 'The token is of an account of its own, or of one with the rights',
  reads: 'as whom the API server knows the token, and what comes of one list and one watch',
  causes: ['T19', 'R06'],
  needs: ['token-accepted'],
  scope: 'cluster',
  async examine(cluster) {
    const user = await cluster.once(readUser);
    if (user === undefined) return [skip('The API server does not say who is asking')];
    const { username } = user;
    const account = accountOf(username);
    if (account === undefined) return [pass({ title: `The requests are those of ${username}` })];
    if (!isShared(account)) return [pass({ title: `The account is ${account.namespace}/${account.name}` })];
    const lacking = lackingVerb(await cluster.once(readAccess));
    if (lacking === undefined) return [pass({ title: `The account ${account.namespace}/default has the rights` })];
    return [toldAnswer(sharedFinding(account, { lacking, cluster }), cluster)];
  },
};

/** `list endpoints`, where the account has no right to it; undefined where it lacks none. */
function lackingVerb({ resource, list, watch }: Access): string | undefined {
  // What the rights allow and is refused all the same, is no matter of the account.
  const refused = [list, watch].find((access) => access?.refusal?.kind === 'forbidden' && access.review?.allowed !== true);
  return refused === undefined ? undefined : `${refused.verb} ${resource}`;
}

/** A pod runs as `default` that names no account; a token elsewhere was taken from the wrong Secret. */
function sharedFinding(
  account: AccountName,
  { lacking, cluster }: { readonly lacking: string; readonly cluster: ExaminedCluster },
): Finding {
  const { token } = cluster;
  const who = `the account default of the namespace ${account.namespace}, which may not ${lacking} in the whole cluster`;
  const address = addressOf(cluster);
  if (token?.place.kind === 'token-file' && isMountedToken(token.place.path)) {
    const message = `The pod runs as ${who}, because its spec names no other. Set up one and give its name as serviceAccountName`;
    return { id: 'R06', severity: 'error', message, mend: setupCommand(account, ['--token none', ...address]) };
  }
  const message = `The token is of ${who}. Was another account meant?`;
  return { id: 'T19', severity: 'error', message, mend: renewCommand(account, { address, place: token?.place }) };
}
