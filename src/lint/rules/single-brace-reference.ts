import { clusterConfig } from '../example-files.ts';
import { refusalRule } from './problems.ts';

export const singleBraceReference = refusalRule({
  id: 'C06',
  name: 'single-brace-reference',
  severity: 'error',
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
});
