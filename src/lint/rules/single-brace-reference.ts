import type { ConfigVerdict } from '../../apisix/config-verdict.ts';
import { singleBraces } from '../../apisix/discovery-config/mend.ts';
import type { LocatedScalar } from '../../apisix/located.ts';
import { clusterConfig } from '../example-files.ts';
import type { Rule } from '../rule.ts';
import { refusedAs } from './problems.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';

export const singleBraceReference: Rule = {
  id: 'C06',
  name: 'single-brace-reference',
  severity: 'error',
  subject: 'config',
  check: (judged) => [
    ...refusedAs('C06', judged),
    ...unsetPorts(judged.verdict).map(({ path, scalar: { text, position } }) => ({
      message: `${path}.service.port is ${text}, which makes a number of any port, but must be text, or \${VAR}`,
      hint: singleBraces(text),
      position,
    })),
  ],
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

/**
 * Ports that are a `${{VAR}}` of which nobody knows the value: every port is a number, so the one that the gateway will have is refused
 * as well.
 */
export function unsetPorts(verdict: ConfigVerdict): readonly UnsetPort[] {
  if (!verdict.refusals.some(({ id }) => id === 'E07')) return [];
  return writtenClusters(verdict).flatMap((cluster): readonly UnsetPort[] => {
    const port = textSetting(cluster, ['service', 'port']);
    if (port?.text !== '' || !/^\$\{\{[^{}]+\}\}$/.test(port.scalar.text)) return [];
    return [{ path: cluster.path, scalar: port.scalar }];
  });
}

interface UnsetPort {
  /** Of the cluster. */
  readonly path: string;
  readonly scalar: LocatedScalar;
}
