import type { Complaint, Rule } from '../rule.ts';
import { exampleConfig, LASTING_TOKEN } from './example-token.ts';
import { ownerText } from './place-of.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';

const CONFIG = exampleConfig('token_file: token');

export const unreadableTokenFile: Rule = {
  id: 'T24',
  name: 'unreadable-token-file',
  severity: 'error',
  subject: 'config',
  why: 'The start-up check does not look whether token_file exists. Before 3.13.0 discovery stops at start where it cannot be read; later releases log failed to read token from file and ask without a token, or throw every 40 seconds. With --check-files the path is looked up on this machine.',
  mend: 'Mend the path, mount the file, or let the user of nginx read it (fsGroup).',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; core.lua, read_token, 3.17.0',
  examples: {
    failing: { files: { 'config.yaml': CONFIG }, flags: ['--check-files'] },
    passing: { files: { 'config.yaml': CONFIG, token: LASTING_TOKEN }, flags: ['--check-files'] },
  },
  check: ({ verdict }, { namedFile }) =>
    writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      const setting = textSetting(cluster, ['client', 'token_file']);
      // A token beside it wins, and of a reference only the gateway knows the path.
      if (setting === undefined || cluster.config?.client.kind !== 'token-file' || setting.text.includes('${')) return [];
      const { scalar, text } = setting;
      const file = namedFile?.(text);
      if (file === undefined || file.kind === 'read') return [];
      const what = file.kind === 'missing' ? 'does not exist' : 'cannot be read';
      return [
        {
          message: `client.token_file${ownerText(cluster)} names ${text}, which ${what} here`,
          position: scalar.position,
          hint: file.kind === 'missing' ? 'Mend the path, or mount the file' : 'Let the user of nginx read it',
        },
      ];
    }),
};
