import { configAsRead } from './config-readings.ts';
import type { ConfigSource, ConfigVerdict } from './config-verdict.ts';
import { findBlock } from './discovery-config/find-block.ts';
import { judgeKubernetes } from './discovery-config/judge-kubernetes.ts';
import { failuresInAnyEnvironment } from './discovery-config/start-failures.ts';
import { entryOf, tableKind } from './located.ts';
import type { LocatedEntry } from './located.ts';
import type { Problem } from './problem.ts';
import { judgeRegistry } from './registries/judge-registry.ts';
import { listOfRegistries } from './registries/no-such-registry.ts';
import type { RegistryVerdict } from './registries/registry.ts';
import type { Release } from './release.ts';
import type { Environment } from './yaml/substitution.ts';

/**
 * Judges a config.yaml, or the values that Helm writes into one, as the gateway of that release does when it starts. `env` answers the
 * variables that `${{VAR}}` names; `${VAR}` stays as it is. Never throws for anything the source may hold.
 */
export function judgeConfig(
  source: ConfigSource,
  { release, env }: { readonly release: Release; readonly env: Environment },
): ConfigVerdict {
  const file = configAsRead(source, { release, env });
  if (!file.ok) return { ...NOTHING, accepted: false, refusals: file.problems, written: file.written };
  const entry = entryOf(file.merged, 'discovery');
  const discovery = entry?.value;
  const seen = { ...NOTHING, written: file.written, discovery, notes: file.repeatedKeys };
  const search = findBlock(file.written, file.merged);
  if (search.kind === 'refused') return { ...seen, accepted: false, refusals: [search.problem] };

  const others = entry === undefined ? [] : judgeOthers(entry, release);
  const kubernetes = search.kind === 'found' ? judgeKubernetes(search.block, release) : undefined;
  const verdicts = kubernetes === undefined ? others : [kubernetes, ...others];
  const refusals = verdicts.flatMap((verdict) => verdict.refusals);
  const startFailures = [
    ...verdicts.flatMap((verdict) => verdict.startFailures),
    ...failuresInAnyEnvironment({ kubernetes: kubernetes?.config, discovery }, release),
  ];
  const notes = search.kind === 'off' ? notesOnAbsence(search.problem, startFailures) : (kubernetes?.notes ?? []);
  return {
    ...seen,
    accepted: refusals.length === 0,
    refusals,
    startFailures: refusals.length === 0 ? startFailures : [],
    notes: [...file.repeatedKeys, ...notes],
    kubernetes: kubernetes?.config,
  };
}

/** All registries but kubernetes. */
function judgeOthers(discovery: LocatedEntry, release: Release): readonly RegistryVerdict[] {
  const { value } = discovery;
  if (value.kind !== 'table') return [];
  if (tableKind(value) === 'list') return [{ refusals: [], startFailures: [listOfRegistries(discovery)] }];
  return value.entries.filter(({ key }) => key !== 'kubernetes').map((entry) => judgeRegistry(entry, release));
}

const NOTHING: ConfigVerdict = {
  accepted: true,
  refusals: [],
  startFailures: [],
  notes: [],
  kubernetes: undefined,
  written: undefined,
  discovery: undefined,
};

/** A gateway without Kubernetes discovery is no mistake in itself, and a misspelt or misplaced key under `discovery` has been told. */
function notesOnAbsence(absence: Problem, startFailures: readonly Problem[]): readonly Problem[] {
  return absence.id === undefined || startFailures.some(({ id }) => id === 'C33') ? [] : [absence];
}
