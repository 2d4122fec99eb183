import { inWords } from '../../apisix/in-words.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Right } from '../../kube/reviews.ts';
import { allows, includes } from './allows.ts';
import type { PolicyRule } from './policy.ts';

/** What keeps a rule from granting a right that it was probably written for. */
export interface Mistake {
  readonly id: CatalogueId;
  /** Follows the name of the role and `which`: `names endpoints in the API group "apps", and they are in ""`. */
  readonly text: string;
}

/**
 * What keeps the rules of a role from granting a right, by the rule that comes nearest to it; empty where one does grant it, undefined where
 * none has anything to do with it.
 */
export function mistakesOf(rules: readonly PolicyRule[], right: Right): readonly Mistake[] | undefined {
  if (rules.some((rule) => allows(rule, right))) return [];
  const candidates = rules.flatMap((rule) => {
    const mistakes = mistakesOfRule(rule, right);
    return mistakes === undefined ? [] : [mistakes];
  });
  return candidates.toSorted((one, other) => one.length - other.length)[0];
}

function mistakesOfRule(rule: PolicyRule, right: Right): readonly Mistake[] | undefined {
  const { resource, group, verb } = right;
  const { apiGroups, resources, resourceNames, verbs } = rule;
  const named = resources.find((one) => one === resource) ?? resources.find((one) => isSpelling(one, resource));
  const isCovered = resources.includes('*') && includes(apiGroups, group);
  if (named === undefined && !isCovered) return mistakesBesides(rule, right);
  const mistakes: Mistake[] = [];
  if (!includes(apiGroups, group)) {
    const groups = inWords(
      apiGroups.map((one) => JSON.stringify(one)),
      'and',
    );
    const noun = apiGroups.length === 1 ? 'group' : 'groups';
    const id = resource === 'endpointslices' ? 'R08' : 'R09';
    mistakes.push({ id, text: `names ${resource} in the API ${noun} ${groups}, and they are in ${JSON.stringify(group)}` });
  }
  if (named !== undefined && named !== resource && !isCovered) {
    mistakes.push({ id: 'R18', text: `names ${JSON.stringify(named)}, where only ${JSON.stringify(resource)} counts` });
  }
  const capitals = verbs.find((one) => one.toLowerCase() === verb);
  if (!includes(verbs, verb) && capitals !== undefined) {
    mistakes.push({ id: 'R18', text: `has the verb ${JSON.stringify(capitals)}, where only ${JSON.stringify(verb)} counts` });
  }
  if (resourceNames.length > 0) {
    mistakes.push({ id: 'R10', text: `names single objects (${resourceNames.join(', ')}), which allows no ${verb} of all` });
  }
  if (!includes(verbs, verb) && capitals === undefined) {
    const id = verb === 'watch' ? 'R02' : 'R01';
    mistakes.push({ id, text: `grants ${inWords(verbs, 'and')} on ${named ?? '*'}, and not ${verb}` });
  }
  return mistakes;
}

/** The right to Endpoints, from before the gateway watched slices. */
function mistakesBesides(rule: PolicyRule, { verb, resource }: Right): readonly Mistake[] | undefined {
  if (resource !== 'endpointslices' || !allows(rule, { verb, group: '', resource: 'endpoints' })) return undefined;
  return [{ id: 'R08', text: 'grants it on endpoints, and not on endpointslices in "discovery.k8s.io"' }];
}

/** `Endpoints` and `endpoint` for `endpoints`: API servers take both into a role, and neither for the resource. */
function isSpelling(text: string, resource: string): boolean {
  const bare = (word: string): string => word.toLowerCase().replace(/s$/, '');
  return bare(text) === bare(resource);
}
