import type { YAMLMap } from 'yaml';
import type { UserError } from '../../findings/user-error.ts';
import { SERVICE_ACCOUNT_TOKEN } from '../../kube/in-cluster.ts';
import type { GatewayEntry } from './entry.ts';
import type { Obstacle } from './obstacle.ts';
import { setOrAdd, textAt } from './placed.ts';
import type { Merge } from './placed.ts';
import { referenceIn } from './service-address.ts';

/**
 * Leaves the one credential of the entry in `client`: lists of clusters take only one, and elsewhere a token hides the file. One that
 * comes from a variable stays, and so does a file where the entry has a token itself, unless forced: whoever wrote that keeps secrets out
 * of the config. Throws a {@link UserError} for what is no text.
 */
export function mergeCredential(client: YAMLMap, { id, client: wanted }: GatewayEntry, merge: Merge): Obstacle | undefined {
  const { config, edits, force, tokenCommand } = merge;
  const [key, value] = 'token' in wanted ? (['token', wanted.token] as const) : (['token_file', wanted.token_file] as const);
  const other = key === 'token' ? 'token_file' : 'token';
  const inUse = textAt(client, 'token', merge) === undefined ? 'token_file' : 'token';
  const before = textAt(client, inUse, merge);
  const variable = referenceIn(before);
  if (variable !== undefined && before !== value && !force) {
    return {
      id: 'E09',
      severity: 'warning',
      message:
        `The config takes client.${inUse} from ${variable}, and so it stays. ` +
        `Give that variable the new ${inUse === 'token' ? 'token' : 'file'}, or write over it with --force.`,
    };
  }
  if (key === 'token' && inUse === 'token_file' && before !== undefined && !force) {
    return keptFile(before, tokenCommand(id, before));
  }
  const rival = config.pairOf(client, other);
  const pair = config.pairOf(client, key);
  if (pair === undefined && rival !== undefined) {
    edits.set(rival, value);
    edits.rename(rival, key);
    return undefined;
  }
  setOrAdd(client, [key, value], merge);
  if (rival !== undefined) edits.remove(client, rival);
  return undefined;
}

/** That a file stays, and how the gateway comes to its token with it; `command` writes it there. */
function keptFile(path: string, command: string | undefined): Obstacle {
  const isOfPod = path === SERVICE_ACCOUNT_TOKEN;
  const message = isOfPod
    ? "The config takes the token of the gateway's pod, and so it stays. Let the pod run as this account and use --token none"
    : `The config takes the token from ${path}, and so it stays. Write the token there`;
  return {
    id: 'T31',
    severity: 'warning',
    message: `${message}, or put the token into the config with --force.`,
    ...(isOfPod || command === undefined ? {} : { mend: command }),
  };
}
