import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/apisix/lua.ts';

/** A page of a list: `items` with what surrounds them, or an answer that is none. */
export interface RecordedPage {
  readonly items?: Json;
  readonly kind?: string;
  readonly metadata?: Json;
  readonly rv?: string;
  readonly continue?: Json;
  readonly status?: number;
  readonly body?: Json;
  readonly raw?: string;
  readonly drop?: boolean;
}

/** One step of a watch's answer. */
export interface RecordedStep {
  readonly event?: Json;
  readonly raw?: string;
  readonly b64?: string;
  readonly sleep?: number;
  /** The body ends properly. */
  readonly end?: boolean;
  /** The connection is reset. */
  readonly drop?: boolean;
  readonly status?: number;
  readonly body?: Json;
  /** A bookmark that says: all events have been taken. */
  readonly sync?: boolean;
}

/** One list and the watches that follow it. */
export interface RecordedRound {
  readonly list?: readonly RecordedPage[];
  readonly watch?: readonly (readonly RecordedStep[])[];
}

export type RecordedNodes = Json;

/** What one release did. Without `nodes` its start-up check refused the configuration. */
export interface RecordedOutcome {
  readonly nodes?: { readonly [query: string]: RecordedNodes };
  readonly dict?: { readonly [dict: string]: Json };
  readonly requests?: readonly string[];
}

/** A scenario as the gateway lived it, release by release. */
export interface Recording {
  readonly id: string;
  readonly note: string;
  /** The value of `discovery.kubernetes`, without `service` and `client`. */
  readonly kubernetes: Json;
  readonly rounds?: readonly RecordedRound[];
  /** In multi-cluster mode: what each cluster answers, told apart by its token. */
  readonly byToken?: { readonly [token: string]: { readonly rounds: readonly RecordedRound[] } };
  readonly queries: readonly string[];
  /** The outcome of a release, or the name of a release with the same one. */
  readonly expect: { readonly [release: string]: RecordedOutcome | string };
}

/** Reads `nodes.jsonl` of a directory of recordings. Throws where there is none, or a line is no JSON. */
export function readRecordings(directory: string): Recording[] {
  const lines = readFileSync(join(directory, 'nodes.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Recording);
}

/** The outcome of a release, following references to others. `requests` is recorded with the newest release alone. */
export function outcomeOf(recording: Recording, release: string): RecordedOutcome {
  const outcome = recording.expect[release];
  if (outcome === undefined) throw new Error(`${recording.id} has no outcome for ${release}`);
  return typeof outcome === 'string' ? outcomeOf(recording, outcome) : outcome;
}

/** The rounds of the cluster with this token. */
export function roundsOf(recording: Recording, token: string): readonly RecordedRound[] {
  return recording.byToken?.[token]?.rounds ?? recording.rounds ?? [];
}
