import { valueAt } from '../../apisix/located.ts';
import { isNameOfOwnCluster } from '../../kube/own-pod.ts';
import type { Complaint, Rule } from '../rule.ts';
import { keysAt, LEVELS, meantKey } from './known-keys.ts';
import type { Level } from './known-keys.ts';
import { shortened } from './shortened.ts';
import { byPlace, POD_VARIABLES, variableUses } from './variables.ts';
import type { VariableUse } from './variables.ts';

export const outsidePod: Rule = {
  id: 'E02',
  name: 'outside-pod',
  severity: 'error',
  subject: 'config',
  why:
    'Without service.host and service.port the gateway takes ${KUBERNETES_SERVICE_HOST} and ${KUBERNETES_SERVICE_PORT}, which ' +
    'are set in pods only. Where they are missing it logs that it did not find the environment variable, and discovery is ' +
    "dead until the next restart. This is judged where the environment is known to be the gateway's, with --env-file or " +
    '--check-env; elsewhere one of the two without the other is a warning.',
  mend: 'Outside a cluster set service and client. In a pod the two variables are there: --env-file is to have them.',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; #8220',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes: {}\n' }, flags: ['--check-env'] },
    passing: {
      files: { 'config.yaml': 'discovery:\n  kubernetes: {}\n' },
      flags: ['--check-env'],
      env: { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' },
    },
  },
  check: (judged, { env, isGatewayEnv }) => {
    // One of the two without the other is in no pod, wherever this runs.
    const isHalf = POD_VARIABLES.some((name) => env(name) !== undefined);
    if (!isGatewayEnv && !isHalf) return [];
    const missing = variableUses(judged).filter(
      (use) => POD_VARIABLES.includes(use.variable) && env(use.variable) === undefined && !isPortAlone(use),
    );
    return byPlace(missing).map(({ position, variables, areMany }) => ({
      ...toldOf({ variables, areMany, misspelt: misspeltKey(missing.filter((use) => use.position === position)) }),
      position,
      severity: isGatewayEnv ? 'error' : 'warning',
    }));
  },
};

/** A key that was probably written for the one whose absence makes the gateway look for variables. */
interface Misspelt {
  readonly written: string;
  readonly meant: string;
}

function toldOf({
  variables,
  areMany,
  misspelt,
}: {
  readonly variables: string;
  readonly areMany: boolean;
  readonly misspelt: Misspelt | undefined;
}): Pick<Complaint, 'message' | 'hint'> {
  const fact = `${variables} ${areMany ? 'are' : 'is'} not set`;
  if (misspelt !== undefined) {
    const { written, meant } = misspelt;
    const message = `The gateway does not know ${written} and finds no ${meant}, and ${fact}: discovery does not start`;
    return { message, hint: `Write ${meant} for ${written}` };
  }
  const hint = 'Set service.host, service.port and client; for a gateway in a pod --env-file is to have the variables';
  return { message: `${fact}: discovery does not start`, hint };
}

function misspeltKey(uses: readonly VariableUse[]): Misspelt | undefined {
  return uses
    .filter(({ isDefault }) => isDefault)
    .flatMap(({ setting, cluster }) => setting.split('.').map((name, depth) => ({ name, level: LEVELS[depth], cluster })))
    .flatMap(({ name, level = [], cluster }): readonly Misspelt[] => {
      const table = valueAt(cluster.table, level);
      if (table?.kind !== 'table') return [];
      const keys = table.entries.map(({ key }) => String(key));
      if (keys.includes(name)) return [];
      const written = keys.find((key) => !keysAt(level).has(key) && isMeant(key, { name, level }));
      return written === undefined ? [] : [{ written: shortened(written), meant: name }];
    })[0];
}

function isMeant(key: string, { name, level }: { readonly name: string; readonly level: Level }): boolean {
  const meant = meantKey(key, level);
  return meant?.kind === 'spelling' && meant.name === name;
}

/** A host of another cluster without its port is a mistake in any environment, and C25's. */
function isPortAlone({ setting, isDefault, cluster }: VariableUse): boolean {
  const { host } = cluster.config.service;
  return setting === 'service.port' && isDefault && !host.startsWith('${') && !isNameOfOwnCluster(host);
}
