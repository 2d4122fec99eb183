import type { Release } from '../../apisix/release.ts';
import type { Category } from '../../doctor/category.ts';
import type { Threshold } from '../../doctor/threshold.ts';
import type { ConversationFlags, ServerFlags } from '../options.ts';

/** What `-o` takes. */
export const DOCTOR_OUTPUTS = ['text', 'short', 'json', 'junit', 'sarif', 'github'] as const;

/** How the report is written. */
export type DoctorOutput = (typeof DOCTOR_OUTPUTS)[number];

/** What `doctor` was asked. */
export interface DoctorFlags extends ServerFlags, ConversationFlags {
  /** service_names that are to have nodes. */
  readonly names: readonly string[];
  readonly config?: string;
  /** Files, directories or globs with routes, upstreams and services. */
  readonly routes: readonly string[];
  /** Absent: that of the control API, else the newest. */
  readonly gatewayVersion?: Release;
  readonly slices?: true;
  readonly envFile?: string;
  /** `CONTEXT`, in multi-cluster mode `ID=CONTEXT`. */
  readonly adminContext: readonly string[];
  readonly controlApi?: URL;
  /** Empty: all. */
  readonly category: readonly Category[];
  /** Names of checks. Empty: all. */
  readonly check: readonly string[];
  readonly pre?: true;
  /** Milliseconds. */
  readonly wait?: number;
  /** Milliseconds. */
  readonly measureIdle?: number;
  readonly dial: boolean;
  readonly bundle?: string;
  readonly output: DoctorOutput;
  readonly failOn: Threshold;
}
