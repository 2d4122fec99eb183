import type { Check } from '../check.ts';
import { configAccepted } from './config/config-accepted.ts';
import { apiServerAnswers } from './connection/api-server-answers.ts';

/** Every check there is, in the order of a report. */
export const CHECKS: readonly Check[] = [configAccepted, apiServerAnswers];
