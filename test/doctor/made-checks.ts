import type { Answer } from '../../src/doctor/answer.ts';
import { pass } from '../../src/doctor/answer.ts';
import type { CheckAbout, ClusterCheck, RunCheck } from '../../src/doctor/check.ts';
import type { Examination } from '../../src/doctor/examination.ts';
import type { ExaminedCluster } from '../../src/doctor/examined-cluster.ts';
import { examination } from '../support/examination.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** What a test says of a check, and what the check does. */
export interface MadeCheck<Subject> extends Partial<CheckAbout> {
  readonly answer?: (subject: Subject) => readonly Answer[] | Promise<readonly Answer[]>;
}

function aboutOf(name: string, { answer: _, ...about }: MadeCheck<never>): CheckAbout {
  return { name, category: 'config', title: `Check ${name} is well`, reads: '', causes: [], needs: [], ...about };
}

export function runCheck(name: string, made: MadeCheck<Examination> = {}): RunCheck {
  const { answer = () => [pass()] } = made;
  return { ...aboutOf(name, made), scope: 'run', examine: async (examination) => answer(examination) };
}

export function clusterCheck(name: string, made: MadeCheck<ExaminedCluster> = {}): ClusterCheck {
  const { answer = () => [pass()] } = made;
  return { ...aboutOf(name, { category: 'connection', ...made }), scope: 'cluster', examine: async (cluster) => answer(cluster) };
}

/** An examination of clusters of these names, of which the made checks ask nothing but the name. */
export function examinationOf(names: readonly string[], fields: Partial<Examination> = {}): Examination {
  const clusters = names.map((name) => ({ settings: { name } })) as unknown as readonly ExaminedCluster[];
  return examination(clusters, { clock: new FakeClock(), ...fields });
}
