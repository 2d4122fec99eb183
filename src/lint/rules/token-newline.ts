import type { Complaint, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { ownerText } from './place-of.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';
import type { TextSetting, WrittenCluster } from './written-clusters.ts';

const CONFIG = exampleConfig('token_file: token');
const flags = ['--check-files', '--gateway-version', '2.15.3'];

export const tokenNewline: Rule = {
  id: 'T02',
  name: 'token-newline',
  severity: 'error',
  subject: 'config',
  why:
    'Up to 2.15.3 the gateway sends the token as it stands. A newline at its end ends the header too early, and the API ' +
    'server answers 400, "missing required Host header". From 3.0.0 on blanks around the token do not matter.',
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
  if (cluster.config === undefined) return [];
  const inline = textSetting(cluster, ['client', 'token']);
  if (inline !== undefined) {
    const hint = 'Write it on the line of its key, or with |-';
    return complaints(inline, { token: inline.text, name: `client.token${ownerText(cluster)}`, hint });
  }
  const path = textSetting(cluster, ['client', 'token_file']);
  const file = path && namedFile?.(path.text);
  if (path === undefined || file?.kind !== 'read') return [];
  return complaints(path, { token: file.text, name: `The token in ${path.text}`, hint: `Write ${path.text} with printf %s` });
}

/** Blanks behind the token do no harm: whoever reads a header drops them. Of a token in a block, its mark `|` is what to mend. */
function complaints(
  { scalar: { position, end } }: TextSetting,
  { token, name, hint }: { readonly token: string; readonly name: string; readonly hint: string },
): readonly Complaint[] {
  if (token.trim() === '' || !/[\r\n]\s*$/.test(token)) return [];
  return [{ message: `${name} ends in a newline, which is sent along: the API server answers 400`, position, end, hint }];
}
