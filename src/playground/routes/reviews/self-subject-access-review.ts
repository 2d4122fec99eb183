import { isJsonMap, mapOf, textOf } from '../../../kube/json-map.ts';
import type { JsonMap } from '../../../kube/json-map.ts';
import { decide } from '../../rbac/authorizer.ts';
import type { Attributes } from '../../rbac/rule-matches.ts';
import { invalidValue } from '../../status/field-error.ts';
import { invalid } from '../../status/status.ts';
import { AUTHORIZATION } from './review.ts';
import type { Review } from './review.ts';

/** May I do this? About a resource or about a path. */
export const selfSubjectAccessReview: Review = {
  group: AUTHORIZATION,
  plural: 'selfsubjectaccessreviews',
  kind: 'SelfSubjectAccessReview',
  answer({ store, identity }, spec) {
    const { allowed, reason } = decide(store, identity, attributesOf(spec));
    return { metadata: {}, spec, status: { allowed, ...(reason === '' ? {} : { reason }) } };
  },
};

/** What the spec asks about. It must speak of one thing; otherwise 422 is thrown, whose object has no kind in the real server's answer either. */
function attributesOf({ resourceAttributes, nonResourceAttributes }: JsonMap): Attributes {
  if (isJsonMap(resourceAttributes) === isJsonMap(nonResourceAttributes)) {
    const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
    throw invalid({ kind: '', group: AUTHORIZATION }, [invalidValue('spec.resourceAttributes', null, why)]);
  }
  if (isJsonMap(nonResourceAttributes)) {
    const { verb, path } = nonResourceAttributes;
    return { kind: 'path', verb: textOf(verb) ?? '', path: textOf(path) ?? '' };
  }
  const { verb, group, resource, subresource, namespace, name } = mapOf(resourceAttributes);
  return {
    kind: 'resource',
    verb: textOf(verb) ?? '',
    group: textOf(group) ?? '',
    plural: textOf(resource) ?? '',
    subresource: textOf(subresource) ?? '',
    namespace: textOf(namespace),
    name: textOf(name),
  };
}
