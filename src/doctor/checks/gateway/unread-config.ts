import type { Release } from '../../../apisix/release.ts';
import { unknown } from '../../answer.ts';
import type { Answer } from '../../answer.ts';

/** What a check answers that needs the config in the dump, where the release would not run with such a one. */
export function unreadConfig({ version }: Release): Answer {
  return unknown(`The config in the dump is none that APISIX ${version} runs with. Is it another release?`);
}
