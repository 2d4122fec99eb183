import { isAtLeast, readServerVersion, versionText } from '../../../kube/server-version.ts';
import { whereAllowed } from '../../../kube/ask.ts';
import type { Asking } from '../../../kube/ask.ts';
import { explainMissing } from '../../../token/explain-missing.ts';
import { findToken } from '../../../token/find-token.ts';
import type { FoundToken } from '../../../token/find-token.ts';
import { pass, skip, unknown } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { addressOf, toldAnswer } from '../../told.ts';
import { wishedAccount } from '../../wished-account.ts';

/** Whether the account of a gateway has a token, or will get one. */
export const tokensIssued: ClusterCheck = {
  name: 'tokens-issued',
  category: 'identity',
  title: 'The cluster gives accounts tokens',
  reads: 'as you the account, its token Secrets and GET /version',
  rights: 'as you: get and list serviceaccounts and secrets of the namespace',
  causes: ['T11', 'T13', 'T14', 'T17'],
  needs: ['api-server-answers'],
  pre: 'only',
  scope: 'cluster',
  async examine(cluster) {
    const { admin, signal } = cluster;
    if (admin === undefined) return [skip('Nobody is known who would set it up: give --admin-context')];
    const account = wishedAccount(admin, cluster);
    const asking = { transport: admin.transport, signal };
    const found = await findToken(account, asking);
    return [await answerTo(found, { account, asking, cluster })];
  },
};

interface Search {
  readonly account: { readonly namespace: string; readonly name: string };
  readonly asking: Asking;
  readonly cluster: ExaminedCluster;
}

async function answerTo(found: FoundToken, { account, asking, cluster }: Search): Promise<Answer> {
  const { namespace, name } = account;
  switch (found.kind) {
    case 'filled':
      return pass({ title: `The Secret ${namespace}/${found.name} holds a token of the account` });
    case 'several':
      return pass({ title: `${found.secrets.length} Secrets hold a token of the account ${namespace}/${name}` });
    case 'no-account':
      return found.namespace === 'empty' ? emptyAnswer(namespace, cluster) : pass({ evidence: [await wayToToken(asking)] });
    default: {
      const { id, message, hint = '', mend } = explainMissing(found, { account, address: addressOf(cluster) });
      const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${hint}`.trim();
      if (id === undefined) return unknown(text);
      return toldAnswer({ id, severity: 'error', message: text, ...(mend === undefined ? {} : { mend }) }, cluster);
    }
  }
}

/** Every namespace gets an account named default from the same program that fills token Secrets. */
function emptyAnswer(namespace: string, cluster: ExaminedCluster): Answer {
  const message = `The namespace ${namespace} has no account at all, not even default: either there is no such namespace, or kube-controller-manager does not run, which fills token Secrets`;
  const mend = ['kubectl get pods -n kube-system', ...addressOf(cluster)].join(' ');
  return toldAnswer({ id: 'T17', severity: 'error', message, mend }, cluster);
}

async function wayToToken(asking: Asking): Promise<string> {
  const version = await whereAllowed(readServerVersion(asking));
  if (version === undefined) return 'It does not say which Kubernetes it is';
  const kubernetes = `Kubernetes ${versionText(version)}`;
  return isAtLeast(version, 24)
    ? `${kubernetes} makes no token Secret by itself, so a set-up makes one (T13)`
    : `${kubernetes} makes a token Secret for each account by itself`;
}
