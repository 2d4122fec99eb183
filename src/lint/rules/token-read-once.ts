import { SERVICE_ACCOUNT_TOKEN } from '../../kube/in-cluster.ts';
import { isMountedToken } from '../../kube/own-pod.ts';
import { readToken } from '../../kube/read-token.ts';
import type { Complaint, Rule } from '../rule.ts';
import type { NamedFile } from '../run-facts.ts';
import { momentText } from '../../findings/time-text.ts';
import { exampleConfig } from './example-token.ts';
import { ownerText, placeOf } from './place-of.ts';
import { writtenClusters } from './written-clusters.ts';

const CONFIG = exampleConfig(`token_file: ${SERVICE_ACCOUNT_TOKEN}`);

export const tokenReadOnce: Rule = {
  id: 'T06',
  name: 'token-read-once',
  severity: 'warning',
  subject: 'config',
  why:
    'Before 3.13.0 the gateway reads token_file at start and never again. Kubernetes renews the token that it mounts into ' +
    'pods, and the one that was read expires, after a year at most and after 90 days on EKS: from then on the API server ' +
    'answers 401, and the gateway keeps old nodes.',
  mend: 'Use APISIX 3.13.0 or newer, or restart the gateway before the token expires.',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 3.12.0; #11779, #12057',
  examples: {
    failing: { files: { 'config.yaml': CONFIG }, flags: ['--gateway-version', '3.12.0'] },
    passing: { files: { 'config.yaml': CONFIG }, flags: ['--gateway-version', '3.13.0'] },
  },
  check: ({ release, verdict }, { namedFile }) => {
    if (release.tokenReading === 'each-request') return [];
    return writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      if (cluster.config?.client.kind !== 'token-file') return [];
      const { path } = cluster.config.client;
      const end = isMountedToken(path) ? 'expires within a year' : endOf(namedFile?.(path));
      if (end === undefined) return [];
      return [
        {
          message: `client.token_file${ownerText(cluster)} is read at start only, and its token ${end}`,
          position: placeOf(cluster, ['client', 'token_file'], verdict),
          hint: 'Use APISIX 3.13.0 or newer, which reads the file for each request',
        },
      ];
    });
  },
};

function endOf(file: NamedFile | undefined): string | undefined {
  const reading = file?.kind === 'read' ? readToken(file.text) : undefined;
  if (reading?.kind !== 'service-account') return undefined;
  const { expiresAt } = reading.claims;
  return expiresAt === undefined ? undefined : `expires at ${momentText(expiresAt)}`;
}
