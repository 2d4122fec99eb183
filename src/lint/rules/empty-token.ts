import { luaTrim } from '../../apisix/lua-trim.ts';
import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { placeOf } from './place-of.ts';
import { refusedAs } from './problems.ts';
import { failuresHere } from './variables.ts';
import { writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const emptyToken: Rule = {
  id: 'T22',
  name: 'empty-token',
  severity: 'error',
  subject: 'config',
  why:
    'An empty client.token passes the start-up check. With schema https discovery then stops at start: "apiserver.token should ' +
    'set to non-empty string". A token_file that is empty at start does the same. One that is emptied later is sent as it is ' +
    'from 3.13.0 on, and the API server answers 403 to system:anonymous.',
  mend: 'Set the token, or leave client.token out and use token_file.',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; core.lua, 3.17.0',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig('token: ""') } },
    passing: { files: { 'config.yaml': exampleConfig(`token: ${LASTING_TOKEN}`) } },
  },
  check: (judged, facts) => [
    ...refusedAs('T22', judged),
    ...failuresHere('T22', judged, facts),
    ...writtenClusters(judged.verdict).flatMap((cluster) => emptyFile(cluster, judged, facts)),
  ],
};

function emptyFile(cluster: WrittenCluster, { verdict }: JudgedConfig, { namedFile }: RunFacts): readonly Complaint[] {
  const { config } = cluster;
  if (config?.service.schema !== 'https' || config.client.kind !== 'token-file') return [];
  const { path } = config.client;
  const file = namedFile?.(path);
  if (file?.kind !== 'read' || luaTrim(file.text) !== '') return [];
  const position = placeOf(cluster, ['client', 'token_file'], verdict);
  return [{ message: `${path} is empty, where the token should be`, position, hint: 'Write the token into it' }];
}
