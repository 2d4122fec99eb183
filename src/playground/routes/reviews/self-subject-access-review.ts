import { decide } from '../../rbac/authorizer.ts';
import type { Attributes } from '../../rbac/rule-matches.ts';
import { invalid } from '../../status.ts';
import { invalidValue } from '../../strategies/field-error.ts';
import { isRecord, textField } from '../json-body.ts';
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
function attributesOf({ resourceAttributes, nonResourceAttributes }: Readonly<Record<string, unknown>>): Attributes {
  if (isRecord(resourceAttributes) === isRecord(nonResourceAttributes)) {
    const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
    throw invalid({ kind: '', group: AUTHORIZATION }, [invalidValue('spec.resourceAttributes', null, why)]);
  }
  if (isRecord(nonResourceAttributes)) {
    return { kind: 'path', verb: textField(nonResourceAttributes, 'verb'), path: textField(nonResourceAttributes, 'path') };
  }
  const text = (field: string): string => (isRecord(resourceAttributes) ? textField(resourceAttributes, field) : '');
  return {
    kind: 'resource',
    verb: text('verb'),
    group: text('group'),
    plural: text('resource'),
    subresource: text('subresource'),
    namespace: text('namespace') || undefined,
    name: text('name') || undefined,
  };
}
