import type { Environment } from '../../apisix/yaml/substitution.ts';
import type { Host } from '../host.ts';

/**
 * What answers `${{VAR}}` in a config that is for the gateway's machine: a variable that is not set on this one may well be there, so it
 * becomes `${VAR}`, which the gateway's check takes for a value.
 */
export function gatewayEnvironment({ env }: Host): Environment {
  return (name) => env[name] ?? `\${${name}}`;
}
