import type { Group, Pattern, Sequence, Term } from './tree.ts';

/** Thrown out of {@link samplesOf}; there alone it is caught. */
class Unsampled extends Error {}

export interface Samples {
  /** Texts that the alternative may match, made of the characters given. */
  readonly texts: readonly string[];
  /** The texts are examples of all that it can match; false where it has something that cannot be sampled, or too much of it. */
  readonly isWhole: boolean;
}

const MAX_TEXTS = 60;
const MAX_STEPS = 2000;
const MAX_REPEATS = 80;

/**
 * For each alternative of a pattern, examples of what it may match: of each class of characters the first that fits, of each
 * repetition the fewest rounds and up to two more. Whether they do match, anchors and the order of alternatives decide: try them.
 */
export function samplesOf({ root }: Pattern, characters: string): readonly Samples[] {
  return outermost(root).map((alternative) => {
    const texts: string[] = [];
    const sampler = new Sampler(characters);
    try {
      for (const text of sampler.sequence(alternative.terms)) {
        texts.push(text);
        if (texts.length === MAX_TEXTS) return { texts, isWhole: false };
      }
      return { texts, isWhole: true };
    } catch (error) {
      if (error instanceof Unsampled) return { texts, isWhole: false };
      throw error;
    }
  });
}

/** The alternatives of a pattern; those inside where parentheses stand around them all. */
function outermost(group: Group): readonly Sequence[] {
  const [only, ...others] = group.alternatives;
  const [term, ...rest] = only?.terms ?? [];
  return term?.kind === 'group' && others.length === 0 && rest.length === 0 ? outermost(term) : group.alternatives;
}

class Sampler {
  readonly #characters: readonly string[];
  #steps = 0;

  constructor(characters: string) {
    this.#characters = [...characters];
  }

  /** Texts for the terms from the one numbered `start` on. */
  *sequence(terms: readonly Term[], start = 0): Generator<string> {
    const first = terms[start];
    if (first === undefined) {
      yield '';
      return;
    }
    for (const head of this.#term(first)) for (const tail of this.sequence(terms, start + 1)) yield head + tail;
  }

  *#term(term: Term): Generator<string> {
    if (++this.#steps > MAX_STEPS) throw new Unsampled();
    switch (term.kind) {
      case 'unit': {
        const character = this.#characters.find((one) => term.accepts(one.codePointAt(0) ?? 0));
        if (character !== undefined) yield character;
        return;
      }
      case 'position':
        yield '';
        return;
      case 'sequence':
        yield* this.sequence(term.terms);
        return;
      case 'group':
        for (const { terms } of term.alternatives) yield* this.sequence(terms);
        return;
      case 'repeat': {
        if (term.min > MAX_REPEATS) throw new Unsampled();
        for (let rounds = term.min; rounds <= Math.min(term.max, term.min + 2); rounds++)
          yield* this.sequence(Array.from({ length: rounds }, () => term.body));
        return;
      }
      default:
        throw new Unsampled();
    }
  }
}
