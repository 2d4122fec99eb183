import { entryOf } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Violation } from '../schema/violations.ts';

/**
 * Why an upstream does not say in exactly one way where its nodes come from: from `nodes`, or from service_name and discovery_type
 * together.
 */
export function sourceOfNodes({ value, keyPosition, schema }: Violation, subject: string): Problem {
  const nodes = entryOf(value, 'nodes');
  const name = entryOf(value, 'service_name');
  const registry = entryOf(value, 'discovery_type');
  if (entryOf(value, 'type') === undefined && schema.oneOf?.[0]?.required?.includes('type') === true) {
    return {
      message: `${subject} lacks type: it has no default before 3.1.0`,
      hint: 'Add type: roundrobin',
      position: keyPosition,
    };
  }
  if (nodes !== undefined) {
    return {
      message: `${subject} has nodes beside service_name and discovery_type, but only one of the two ways may be used`,
      hint: 'Remove nodes',
      position: nodes.keyPosition,
      id: 'W02',
    };
  }
  const written = name ?? registry;
  if (written !== undefined) {
    const [present, absent, hint] =
      registry === undefined
        ? ['service_name', 'discovery_type', 'Add the registry that knows the name, such as discovery_type: kubernetes']
        : ['discovery_type', 'service_name', 'Add service_name, for kubernetes in the form namespace/name:port'];
    return {
      message: `${subject} has ${present}, but no ${absent}`,
      hint,
      position: written.keyPosition,
      id: 'W01',
    };
  }
  return {
    message: `${subject} has neither nodes nor service_name and discovery_type`,
    hint: 'Add nodes, or service_name and discovery_type',
    position: keyPosition,
  };
}
