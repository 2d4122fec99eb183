import { clusterConfig } from '../example-files.ts';
import { refusalRule } from './problems.ts';

export const tokenFilePath = refusalRule({
  id: 'C12',
  name: 'token-file-path',
  severity: 'error',
  why:
    'A client.token_file is a path of 1 to 500 characters without : * ? " < > and |. Every release refuses others. ' +
    'Whether the file exists is not checked at start.',
  mend: 'Write the path of the file, such as /var/run/secrets/kubernetes.io/serviceaccount/token.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ client: ['token_file: file:///etc/apisix/token'] }) } },
    passing: { files: { 'config.yaml': clusterConfig() } },
  },
});
