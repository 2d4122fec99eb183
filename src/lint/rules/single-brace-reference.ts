import { clusterConfig } from '../example-files.ts';
import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import { refusedAs } from './problems.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';

export const singleBraceReference: Rule = {
  id: 'C06',
  name: 'single-brace-reference',
  severity: 'error',
  subject: 'config',
  check: (judged) => [...refusedAs('C06', judged), ...unsetPorts(judged)],
  why:
    '${{VAR}} is replaced while the file is read, and what then reads as a number becomes one, whatever quotes stand around it. ' +
    'A port or an id must be text, so every release refuses it.',
  mend: 'Write ${VAR} for a port. An id has no such form: write it out.',
  source: 'cli/file.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: { 'config.yaml': clusterConfig({ service: ['host: 10.1.0.5', 'port: "${{K8S_PORT}}"'] }) },
      env: { K8S_PORT: '6443' },
    },
    passing: {
      files: { 'config.yaml': clusterConfig({ service: ['host: 10.1.0.5', 'port: ${K8S_PORT}'] }) },
      env: { K8S_PORT: '6443' },
    },
  },
};

/** A `${{VAR}}` of which nobody knows the value: every port is a number, so the one that the gateway will have is refused as well. */
function unsetPorts({ verdict }: JudgedConfig): readonly Complaint[] {
  if (!verdict.refusals.some(({ id }) => id === 'E07')) return [];
  return writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
    const port = textSetting(cluster, ['service', 'port']);
    if (port?.text !== '' || !/^\$\{\{[^{}]+\}\}$/.test(port.scalar.text)) return [];
    const { text, position } = port.scalar;
    return [
      {
        message: `${cluster.path}.service.port is ${text}, which makes a number of any port, but must be text, or \${VAR}`,
        hint: 'Write ${VAR} instead of ${{VAR}}: it stays text',
        position,
      },
    ];
  });
}
