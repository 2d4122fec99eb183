import { isDeepStrictEqual } from 'node:util';
import type { KnownDifference } from './known-differences.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import type { Recording } from './recording.ts';
import { outcomeOf } from './recording.ts';
import type { Replay } from './replay.ts';

/** Whether our answer is the recorded one: the nodes of every query and the whole shared dict. */
export type Verdict =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'knowingly differs'; readonly name: string }
  | { readonly kind: 'differs' };

/** Compares what `replay` makes of a recording with what the release made of it. */
export async function judge(
  recording: Recording,
  release: string,
  replay: (recording: Recording) => Promise<Replay>,
): Promise<Verdict> {
  const { nodes, dict } = outcomeOf(recording, release);
  const agrees = (ours: Replay): boolean => isDeepStrictEqual({ nodes: ours.nodes, dict: ours.dict }, { nodes, dict });
  if (agrees(await replay(recording))) return { kind: 'agrees' };
  for (const rules of combinations(KNOWN_DIFFERENCES)) {
    const lived = rules.reduce<Recording | undefined>(
      (scenario, { asLived }) => scenario && asLived(scenario, release),
      recording,
    );
    if (lived !== undefined && agrees(await replay(lived))) {
      return { kind: 'knowingly differs', name: rules.map(({ name }) => name).join(' + ') };
    }
  }
  return { kind: 'differs' };
}

/** Each alone first, then several in their order, as one scenario can hold several situations. */
function combinations(rules: readonly KnownDifference[]): readonly (readonly KnownDifference[])[] {
  const all = rules.reduceRight<(readonly KnownDifference[])[]>(
    (rest, rule) => [[rule], ...rest.map((others) => [rule, ...others]), ...rest],
    [],
  );
  return all.sort((left, right) => left.length - right.length);
}
