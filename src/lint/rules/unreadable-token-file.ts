import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { ownerText, placeOf } from './place-of.ts';
import { variableOf } from './variables.ts';
import { writtenClusters } from './written-clusters.ts';

const CONFIG = exampleConfig('token_file: token');

export const unreadableTokenFile: Rule = {
  id: 'T24',
  name: 'unreadable-token-file',
  severity: 'error',
  subject: 'config',
  why:
    'The start-up check does not look whether token_file exists. Before 3.13.0 discovery stops at start where it cannot be ' +
    'read; later releases log "failed to read token from file" and ask without a token, or throw every 40 seconds. From 3.17.0 ' +
    'on that too ends discovery at start where schema is https. With --check-files the path, default or not, is looked up on ' +
    'this machine.',
  mend: 'Mend the path, mount the file, or let the user of nginx read it (fsGroup).',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; core.lua, read_token, 3.17.0',
  examples: {
    failing: { files: { 'config.yaml': CONFIG }, flags: ['--check-files'] },
    passing: { files: { 'config.yaml': CONFIG, token: LASTING_TOKEN }, flags: ['--check-files'] },
  },
  check: ({ verdict }, { namedFile }) =>
    writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      const client = cluster.config?.client;
      // Where a reference leads only the gateway knows.
      if (client?.kind !== 'token-file' || variableOf(client.path) !== undefined) return [];
      const file = namedFile?.(client.path);
      if (file === undefined || file.kind === 'read') return [];
      const what = file.kind === 'missing' ? 'does not exist' : 'cannot be read';
      return [
        {
          message: `client.token_file${ownerText(cluster)} is ${client.path}, which ${what} here`,
          position: placeOf(cluster, ['client', 'token_file'], verdict),
          hint: file.kind === 'missing' ? 'Mend the path, or mount the file' : 'Let the user of nginx read it',
        },
      ];
    }),
};
