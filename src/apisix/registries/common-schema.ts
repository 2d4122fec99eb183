import type { Schema } from '../schema/schema.ts';

/** The rule of a number that has a lower bound and a default. */
export function integerFrom(minimum: number, { of, ...rest }: { readonly of: string; readonly default?: number }): Schema {
  return { description: `an integer from ${minimum} on${of === '' ? '' : `, ${of}`}`, type: 'integer', minimum, ...rest };
}

export const TEXT: Schema = { description: 'text', type: 'string' };

/** A list that may be left out but not be empty. */
export function listOf(items: string): Schema {
  return {
    description: `a list of at least one ${items}`,
    type: 'array',
    minItems: 1,
    items: { description: 'text', type: 'string' },
  };
}

/** Milliseconds of each step, as nacos and eureka have them. */
export const TIMEOUTS: Schema = {
  description: 'a map with connect, send and read',
  type: 'object',
  properties: {
    connect: integerFrom(1, { of: 'in milliseconds', default: 2000 }),
    send: integerFrom(1, { of: 'in milliseconds', default: 2000 }),
    read: integerFrom(1, { of: 'in milliseconds', default: 5000 }),
  },
};
