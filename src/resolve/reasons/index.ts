import type { Explain, ServiceQuestion } from '../question.ts';

/** Judged by the spelling first, in this order; together they answer for every name that the gateway cannot split. */
export const SPELLING_REASONS: readonly Explain[] = [];

/** Then, for a well-written name, by what is in the cluster, in this order. */
export const SERVICE_REASONS: readonly Explain<ServiceQuestion>[] = [];
