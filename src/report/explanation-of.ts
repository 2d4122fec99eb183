import type { CatalogueId } from '../findings/catalogue.ts';
import { EXPLANATIONS } from '../findings/explanations/index.ts';
import type { Explanation } from '../findings/explanations/explanation.ts';
import { RULES } from '../lint/rules/index.ts';

/** Why an id matters and what mends it: by the rule of lint that looks for it, or else by its explanation. A test sees that each has one. */
export function explanationOf(id: CatalogueId): Explanation {
  const explanation = RULES.find((rule) => rule.id === id) ?? EXPLANATIONS[id];
  if (explanation === undefined) throw new Error(`${id} is explained nowhere`);
  return explanation;
}
