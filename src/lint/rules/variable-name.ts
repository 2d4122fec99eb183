import { clusterConfig } from '../example-files.ts';
import { refusalRule } from './problems.ts';

export const variableName = refusalRule({
  id: 'C05',
  name: 'variable-name',
  severity: 'error',
  why:
    'In service.host, service.port and client.token the schema takes ${NAME} only where NAME ends in a letter or an underscore. ' +
    'A name such as K8S_HOST_1 is refused by every release.',
  mend: 'Rename the variable so that it ends in a letter, such as K8S_HOST_A.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ service: ['host: ${K8S_HOST_1}', 'port: "6443"'] }) } },
    passing: {
      files: { 'config.yaml': clusterConfig({ service: ['host: ${K8S_HOST_A}', 'port: "6443"'] }) },
      env: { K8S_HOST_A: '10.1.0.5' },
    },
  },
});
