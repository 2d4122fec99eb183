import { inWords } from '../../../apisix/in-words.ts';
import { shellWord } from '../../../findings/shell-word.ts';
import { isNameOfOwnCluster } from '../../../kube/own-pod.ts';
import { endpointOf } from '../../../kube/probe/endpoint.ts';
import { fail, pass, skip } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { BEHIND_PROXY, readIsBehindProxy, readResolution } from '../../facts/reach.ts';
import { isInPod } from '../../in-pod.ts';

/** Whether the API server's name leads to an address. */
export const addressResolves: ClusterCheck = {
  name: 'address-resolves',
  category: 'connection',
  title: 'The name of the API server resolves',
  reads: "the addresses of the host, by this machine's resolver",
  causes: ['N03', 'N15'],
  needs: ['api-server-known'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    const { host } = endpointOf(cluster.connection.server);
    const resolution = await cluster.once(readResolution);
    switch (resolution.kind) {
      case 'address':
        return [skip(`${host} is an address`)];
      case 'resolved': {
        const { addresses, milliseconds } = resolution;
        const title = `${host} is ${inWords(addresses, 'and')}`;
        return [pass({ title, evidence: [`Resolved in ${Math.round(milliseconds)} ms`] })];
      }
      case 'unknown':
        if (await cluster.once(readIsBehindProxy)) return [skip(BEHIND_PROXY)];
        return [unknownName(host, { isPod: isInPod(cluster) })];
      case 'no-answer':
        if (await cluster.once(readIsBehindProxy)) return [skip(BEHIND_PROXY)];
        return [isInternal(host) && !isInPod(cluster) ? internalName(host) : nobodyAnswers(host)];
      default:
        return resolution satisfies never;
    }
  },
};

function unknownName(host: string, { isPod }: { readonly isPod: boolean }): Answer {
  if (isInternal(host) && !isPod) return internalName(host);
  return fail(
    { id: 'N03', message: `The name ${host} does not resolve here. The gateway asks the name servers of its own config.` },
    { evidence: [`What they answer: nslookup ${shellWord(host)}`], mend: 'Write a name that they know, or an address' },
  );
}

function internalName(host: string): Answer {
  const message = `${host} is a name inside a cluster, which its own pods alone can resolve: a gateway elsewhere needs the public address of the API server.`;
  return fail(
    { id: 'N15', message },
    { evidence: ['Which it is: kubectl cluster-info'], mend: 'service.host: the public address of the API server' },
  );
}

function nobodyAnswers(host: string): Answer {
  return fail(
    { id: 'N03', message: `No name server answers that is asked for ${host}` },
    { evidence: ['Which are asked: cat /etc/resolv.conf'], mend: 'Mend the way to the name servers, or write an address' },
  );
}

/** Names of Services, in the DNS of a cluster. */
function isInternal(host: string): boolean {
  return isNameOfOwnCluster(host) || /\.svc(?:\.cluster\.local)?$/.test(host);
}
