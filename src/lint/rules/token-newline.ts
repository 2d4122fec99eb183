import type { Complaint, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { ownerText } from './place-of.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

const CONFIG = exampleConfig('token_file: token');
const flags = ['--check-files', '--gateway-version', '2.15.3'];

export const tokenNewline: Rule = {
  id: 'T02',
  name: 'token-newline',
  severity: 'error',
  subject: 'config',
  why: 'Up to 2.15.3 the gateway sends the token as it stands. A newline at its end ends the header too early, and the API server answers 400, missing required Host header. From 3.0.0 on blanks around the token do not matter.',
  mend: 'Write the file without a newline at its end, with printf %s "$TOKEN"; inline, write the token on the line of its key.',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; #7185, #7199',
  examples: {
    failing: { files: { 'config.yaml': CONFIG, token: `${LASTING_TOKEN}\n` }, flags },
    passing: { files: { 'config.yaml': CONFIG, token: LASTING_TOKEN }, flags },
  },
  check: ({ release, verdict }, facts) =>
    release.tokenReading === 'once' ? writtenClusters(verdict).flatMap((cluster) => inCluster(cluster, facts)) : [],
};

function inCluster(cluster: WrittenCluster, { namedFile }: RunFacts): readonly Complaint[] {
  const setting = textSetting(cluster, ['client', 'token']) ?? textSetting(cluster, ['client', 'token_file']);
  if (setting === undefined || cluster.config === undefined) return [];
  const { text, scalar, entry } = setting;
  const file = entry.key === 'token_file' ? namedFile?.(text) : undefined;
  const token = entry.key === 'token' ? text : file?.kind === 'read' ? file.text : '';
  if (!/\s$/.test(token) || token.trim() === '') return [];
  const name = entry.key === 'token' ? `client.token${ownerText(cluster)}` : `The token in ${text}`;
  return [
    {
      message: `${name} ends in a newline or blank, which is sent along: the API server answers 400`,
      position: scalar.position,
      hint: entry.key === 'token' ? 'Write it on the line of its key, or with |-' : `Write ${text} with printf %s`,
    },
  ];
}
