import { expect } from 'vitest';
import { CHECKS } from '../../src/doctor/checks/index.ts';
import { cli } from '../support/cli.ts';
import type { CliOptions } from '../support/cli.ts';
import { k8sDiscoWith } from './k8s-disco.ts';
import type { Answer } from './k8s-disco.ts';

/** The parts of a DoctorReport that the scenarios look at. */
export interface DoctorAnswer extends Pick<Answer, 'code' | 'stdout' | 'stderr'> {
  readonly gatewayVersion: string;
  readonly verdict: string;
  readonly message: string;
  readonly checks: readonly CheckAnswer[];
  /** `check: ID` of every answer with this outcome, in the order of the report; the id is left out where there is none. */
  readonly failed: readonly string[];
  readonly warned: readonly string[];
  readonly unknown: readonly string[];
}

/** What one check says. */
export interface CheckAnswer {
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly outcome: 'pass' | 'warn' | 'fail' | 'skip' | 'unknown';
  readonly evidence: readonly string[];
  readonly cause?: { readonly id: string; readonly message: string };
  readonly mend?: string;
  readonly cluster?: string;
}

/** Everything that a run complains of. */
export type Told = Pick<DoctorAnswer, 'failed' | 'warned' | 'unknown'>;

export const HEALTHY: Told = { failed: [], warned: [], unknown: [] };

/** These failures, and nothing else. */
export const failing = (...failed: readonly string[]): Told => ({ ...HEALTHY, failed });

/** These warnings, and nothing else. */
export const warning = (...warned: readonly string[]): Told => ({ ...HEALTHY, warned });

/** What a run complains of. Fails where it shows a token, encoded or not. */
export function told({ failed, warned, unknown, stdout, stderr }: Told & Pick<DoctorAnswer, 'stdout' | 'stderr'>): Told {
  expect(`${stdout}${stderr}`).not.toMatch(/eyJ|ZXlK/);
  return { failed, warned, unknown };
}

/** Runs the built `doctor -o json` and parses its report. Throws with what it said where there is none. */
export async function doctor(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<DoctorAnswer> {
  return reportOf(await k8sDiscoWith(env, 'doctor', '-o', 'json', ...args));
}

/** The same from the sources, on a machine that is otherwise as `options` say. */
export async function doctorFrom(args: readonly string[], options: CliOptions = {}): Promise<DoctorAnswer> {
  return reportOf(await cli(['doctor', '-o', 'json', ...args], options));
}

/** Throws for a check that names a cause which it does not declare, too. */
function reportOf({ code, stdout, stderr }: Answer): DoctorAnswer {
  if (stdout === '') throw new Error(`no report, exit code ${code}: ${stderr}`);
  const report = JSON.parse(stdout) as Omit<DoctorAnswer, 'failed' | 'warned' | 'unknown' | 'code' | 'stdout' | 'stderr'>;
  for (const { id, cause } of report.checks) {
    const declared: readonly string[] = CHECKS.find(({ name }) => name === id)?.causes ?? [];
    if (cause !== undefined && !declared.includes(cause.id)) throw new Error(`${id} does not declare ${cause.id}`);
  }
  const having = (outcome: CheckAnswer['outcome']): readonly string[] =>
    report.checks
      .filter((check) => check.outcome === outcome)
      .map(({ id, cause }) => (cause === undefined ? id : `${id}: ${cause.id}`));
  return { ...report, code, stdout, stderr, failed: having('fail'), warned: having('warn'), unknown: having('unknown') };
}
