import type { Schema } from '../../schema/schema.ts';
import type { ObjectRules } from '../object-rules.ts';
import { hostSchema } from './common.ts';

const WEIGHT: Schema = { description: 'a whole number from 0 on, without quotes', type: 'integer', minimum: 0 };

/** `nodes` of an upstream: a map of addresses to weights, or a list. What else a node has is not looked at. */
export function nodesSchema(rules: ObjectRules): Schema {
  const { maxPort } = rules;
  const port: Schema = {
    description: `a port from 1 ${maxPort === undefined ? 'on' : `to ${maxPort}`}, without quotes`,
    type: 'integer',
    minimum: 1,
    ...(maxPort === undefined ? {} : { maximum: maxPort }),
  };
  const needed = rules.needsNodePort ? ['host', 'port', 'weight'] : ['host', 'weight'];
  return {
    description: 'a map such as {"10.0.0.1:80": 1}, or a list of nodes with host, port and weight',
    anyOf: [
      { type: 'object', patternProperties: { '.*': WEIGHT } },
      {
        type: 'array',
        items: {
          description: 'a map with host, port and weight',
          type: 'object',
          properties: {
            host: hostSchema(rules),
            port,
            weight: WEIGHT,
            priority: { description: 'a whole number', type: 'integer' },
            metadata: { description: 'a map', type: 'object' },
          },
          required: needed,
        },
      },
    ],
  };
}
