import type { ResourceName } from '../resource.ts';
import { clusterRoleBindingStrategy, roleBindingStrategy } from './binding.ts';
import { namespaceStrategy } from './namespace.ts';
import { clusterRoleStrategy, roleStrategy } from './role.ts';
import { secretStrategy } from './secret.ts';
import { PLAIN } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const STRATEGIES: Partial<Readonly<Record<ResourceName, Strategy>>> = {
  namespaces: namespaceStrategy,
  secrets: secretStrategy,
  clusterroles: clusterRoleStrategy,
  clusterrolebindings: clusterRoleBindingStrategy,
  roles: roleStrategy,
  rolebindings: roleBindingStrategy,
};

/** How objects of the resource are written; those that a test may want to break are taken as they are. */
export function strategyOf(resource: ResourceName): Strategy {
  return STRATEGIES[resource] ?? PLAIN;
}
