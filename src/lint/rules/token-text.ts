import { clusterConfig } from '../example-files.ts';
import { refusalRule } from './problems.ts';

export const tokenText = refusalRule({
  id: 'C11',
  name: 'token-text',
  severity: 'error',
  why:
    'A client.token is one line of up to 4096 letters, digits and + / . _ = -, as text. A token that is wrapped over two lines, as ' +
    'the documentation of the gateway prints it, one with "Bearer " before it and one of digits alone are refused by every release.',
  mend: 'Write the token on one line and nothing else, or keep it in a file and name that by token_file.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: {
      files: { 'config.yaml': clusterConfig({ client: ['token: Bearer ${{TOKEN}}'] }) },
      env: { TOKEN: 'token-of-apisix' },
    },
    passing: { files: { 'config.yaml': clusterConfig() } },
  },
});
