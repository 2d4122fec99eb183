import { resolveCredential } from '../../apisix/discovery-config/references.ts';
import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { ownerText, placeOf } from './place-of.ts';
import { variableOf } from './variables.ts';
import { writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const emptyToken: Rule = {
  id: 'T22',
  name: 'empty-token',
  severity: 'error',
  subject: 'config',
  why: 'An empty client.token passes the start-up check. With schema https discovery then stops at start: apiserver.token should set to non-empty string. An empty token_file does the same, but in 3.13 to 3.16 it is sent, and the API server answers 403 to system:anonymous.',
  mend: 'Set the token, or leave client.token out and use token_file.',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; core.lua, 3.17.0',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig('token: ""') } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (judged, facts) => writtenClusters(judged.verdict).flatMap((cluster) => inCluster(cluster, judged, facts)),
};

function inCluster(cluster: WrittenCluster, judged: JudgedConfig, facts: RunFacts): readonly Complaint[] {
  const { config } = cluster;
  if (config?.service.schema !== 'https') return [];
  const { client } = config;
  const position = placeOf(cluster, ['client', client.kind === 'token' ? 'token' : 'token_file'], judged.verdict);
  if (client.kind === 'token-file') {
    const file = facts.namedFile?.(client.path);
    if (file?.kind !== 'read' || file.text.trim() !== '') return [];
    return [{ message: `${client.path} is empty, where the token should be`, position, hint: 'Write the token into it' }];
  }
  const resolved = resolveCredential(config, { env: facts.env, release: judged.release });
  if (resolved.ok || resolved.id !== 'T22') return [];
  const variable = variableOf(client.token);
  const name = `client.token${ownerText(cluster)}`;
  return [
    {
      message: `${variable === undefined ? name : `The variable ${variable} of ${name}`} is empty: with https discovery does not start`,
      position,
      hint: resolved.hint,
      severity: variable === undefined || facts.isGatewayEnv ? 'error' : 'warning',
    },
  ];
}
