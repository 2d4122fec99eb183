import { inWords } from '../../../apisix/in-words.ts';
import { watchedResource } from '../../../apisix/view.ts';
import type { CatalogueId } from '../../../findings/catalogue.ts';
import { objectText } from '../../../kube/kube-object.ts';
import { planSetup } from '../../../provision/plan-setup.ts';
import type { ClusterSetup, MissingRight, ObjectResult } from '../../../provision/report.ts';
import { alikeRights, objectOfRight } from '../../../provision/right-text.ts';
import { setupCommand } from '../../../token/commands.ts';
import { fail, pass, skip, unknown } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { wishedAccount } from '../../wished-account.ts';

/** The API server does not take whoever asks. */
const OF_CREDENTIALS: readonly CatalogueId[] = ['T22', 'T30', 'N11'];

/** Whether setup-rbac would be let by whoever asks, before anything is written. */
export const maySetUp: ClusterCheck = {
  name: 'may-set-up',
  category: 'permission',
  title: 'You may set up the account of a gateway',
  reads: 'as you SelfSubjectReview and SelfSubjectAccessReviews, and the account, its role, binding and Secret where you may',
  causes: ['T22', 'T30', 'R13', 'R19', 'N11'],
  needs: ['api-server-answers'],
  pre: 'only',
  scope: 'cluster',
  async examine(cluster) {
    const { admin, signal } = cluster;
    if (admin === undefined) return [skip('Nobody is known who would set it up: give --admin-context')];
    const wish = wishedAccount(admin, cluster);
    const trial = { dryRun: true, isReadOnly: true, force: false, recreate: false, rotate: false } as const;
    const { report } = await planSetup({ wish, connection: admin.connection, ...trial, signal, onStep: () => {} });
    return [answerTo(report, cluster)];
  },
};

function answerTo({ missing, user, error, namespace, account, objects }: ClusterSetup, cluster: ExaminedCluster): Answer {
  if (missing.length > 0) return lackAnswer({ missing, user, namespace, account }, cluster);
  if (error !== undefined) {
    const { id, message } = error;
    return id !== undefined && OF_CREDENTIALS.includes(id) ? fail({ id, message }) : unknown(message);
  }
  return pass({ title: `${user ?? 'Whoever asks'} may set up ${namespace}/${account}`, evidence: objects.flatMap(obstacleText) });
}

/** What a set-up would stop at, and what to do then: no question of rights. */
function obstacleText(object: ObjectResult): readonly string[] {
  const { detail, overriddenBy } = object;
  if (overriddenBy === undefined && object.serves === undefined) return [];
  const flags = (overriddenBy ?? []).map((flag) => `--${flag}`);
  const ways = ['another --name', ...(flags.length === 0 ? [] : [inWords(flags, 'and')])];
  const why = detail === undefined ? '' : ` (${detail})`;
  return [`The ${objectText(object)} is there already${why}: a set-up takes ${inWords(ways, 'or')}`];
}

function lackAnswer(
  { missing, user, namespace, account }: Pick<ClusterSetup, 'missing' | 'user' | 'namespace' | 'account'>,
  cluster: ExaminedCluster,
): Answer {
  const who = user ?? 'Whoever asks';
  const isOfGuard = missing.every(({ verb }) => verb === 'bind' || verb === 'escalate');
  const fact = isOfGuard
    ? `${who} may make the account, but may not grant it rights without holding them`
    : `${who} may not make the account ${namespace}/${account} and its rights`;
  const resource = watchedResource(cluster.release, cluster.settings.resource);
  const message = `${fact}. An admin does it, or applies what the command prints`;
  // What it prints is the same for every cluster.
  const options = ['--resources', resource, '--dry-run=client -o yaml'];
  const mend = setupCommand({ namespace, name: account }, options);
  const evidence = alikeRights(missing).map(sentenceOf);
  return fail({ id: isOfGuard ? 'R13' : 'R19', message }, { evidence, mend });
}

function sentenceOf({ verbs, right }: { readonly verbs: string; readonly right: MissingRight }): string {
  const reason = right.reason === undefined ? '' : `, ${right.reason}`;
  return `It takes the right to ${verbs} ${objectOfRight(right)}${reason}`;
}
