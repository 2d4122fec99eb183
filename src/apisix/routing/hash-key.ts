import { matchesPattern } from '../schema/pattern.ts';
import type { ObjectRules } from './object-rules.ts';

const VARIABLES = 'uri|server_name|server_addr|request_uri|remote_port|remote_addr|query_string|host|hostname';

/** What `key` of a consistent hash must be for a `hash_on`, in words; undefined where it is right (upstream.lua, `get_chash_key_schema`). */
export function wrongHashKey(key: string, hashOn: string, { hashesMqttClient }: ObjectRules): string | undefined {
  switch (hashOn) {
    case 'vars': {
      const variables = hashesMqttClient ? `${VARIABLES}|mqtt_client_id` : VARIABLES;
      // A-z is the gateway's slip: it lets [ \ ] ^ _ ` through.
      const isVariable = matchesPattern(`^((${variables})|arg_[0-9a-zA-z_-]+)$`, key);
      return isVariable ? undefined : `one of ${variables.replaceAll('|', ', ')} or arg_…`;
    }
    case 'header':
    case 'cookie':
      return matchesPattern('^[a-zA-Z0-9-_]+$', key) ? undefined : `the name of a ${hashOn}: letters, digits, - and _`;
    default:
      return undefined;
  }
}
