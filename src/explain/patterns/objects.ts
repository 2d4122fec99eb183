import { ofKind, pattern } from '../pattern.ts';
import { LINT_ROUTES } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Refused = Extract<Symptom, { kind: 'object-refused' }>;

/** The Admin API or the data plane refuses an upstream with discovery. */
export const refusedObject = pattern<Refused>({
  name: 'object-refused',
  examples: [
    '{"error_msg":"invalid configuration: property \\"upstream\\" validation failed: value should match only one schema, but matches none"}',
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] config_etcd.lua:235: load_full_data(): failed to check item data of [/apisix/upstreams] err:value should match only one schema, but matches both schemas 1 and 2 ,val: {"id":"1"}, context: ngx.timer',
  ],
  of: ofKind('object-refused'),
  text: ({ message }) => message.trim(),
  causes: [
    {
      id: 'W01',
      likelihood: 'most likely',
      when: ({ message }) => /matches none/.test(message),
      message: 'An upstream has service_name or discovery_type, and not the other.',
      prove: LINT_ROUTES,
      mend: 'discovery_type: kubernetes beside the service_name',
    },
    {
      id: 'W25',
      likelihood: 'possible',
      when: ({ message }) => /matches none/.test(message),
      message: 'An upstream has neither nodes nor discovery.',
      prove: LINT_ROUTES,
      mend: 'nodes, or service_name and discovery_type',
    },
    {
      id: 'W02',
      likelihood: 'most likely',
      when: ({ message }) => /matches both/.test(message),
      message: 'An upstream has nodes beside service_name and discovery_type.',
      prove: LINT_ROUTES,
      mend: 'leave nodes out',
    },
    {
      id: 'S22',
      likelihood: 'certain',
      when: ({ message }) => /"service_name" validation failed: string too long/.test(message),
      message: 'The service_name has more than 256 characters.',
      prove: LINT_ROUTES,
      mend: 'shorten the name',
    },
    {
      id: 'W21',
      likelihood: 'certain',
      when: ({ message }) => !/match only one schema|string too long/.test(message),
      message: 'A property of discovery is not as the schema wants it.',
      prove: LINT_ROUTES,
      mend: 'mend what lint names',
    },
  ],
});
