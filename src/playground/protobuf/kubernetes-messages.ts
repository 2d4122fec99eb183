import { bytesMap, flag, integer, part, parts, text, textMap, texts } from './message.ts';
import type { Message } from './message.ts';

// Names and numbers are those of the generated.proto files in k8s.io/api and k8s.io/apimachinery, release 1.36.

const metadata = part('metadata', {
  1: text('name'),
  3: text('namespace'),
  11: textMap('labels'),
  12: textMap('annotations'),
});

const resourceAttributes: Message = {
  1: text('namespace'),
  2: text('verb'),
  3: text('group'),
  4: text('version'),
  5: text('resource'),
  6: text('subresource'),
  7: text('name'),
};

const policyRule: Message = {
  1: texts('verbs'),
  2: texts('apiGroups'),
  3: texts('resources'),
  4: texts('resourceNames'),
  5: texts('nonResourceURLs'),
};
const role: Message = { 1: metadata, 2: parts('rules', policyRule) };

const subject: Message = { 1: text('kind'), 2: text('apiGroup'), 3: text('name'), 4: text('namespace') };
const roleRef: Message = { 1: text('apiGroup'), 2: text('kind'), 3: text('name') };
const binding: Message = { 1: metadata, 2: parts('subjects', subject), 3: part('roleRef', roleRef) };

const boundObjectRef: Message = { 1: text('kind'), 2: text('apiVersion'), 3: text('name'), 4: text('uid') };

/** The messages that clients send about objects of the playground, by kind. */
export const KUBERNETES_MESSAGES: ReadonlyMap<string, Message> = new Map([
  ['Namespace', { 1: metadata }],
  ['ServiceAccount', { 1: metadata, 4: flag('automountServiceAccountToken') }],
  ['Secret', { 1: metadata, 2: bytesMap('data'), 3: text('type'), 4: textMap('stringData'), 5: flag('immutable') }],
  ['ClusterRole', role],
  ['Role', role],
  ['ClusterRoleBinding', binding],
  ['RoleBinding', binding],
  ['DeleteOptions', { 2: part('preconditions', { 1: text('uid'), 2: text('resourceVersion') }), 5: texts('dryRun') }],
  ['SelfSubjectReview', { 1: metadata }],
  [
    'SelfSubjectAccessReview',
    {
      1: metadata,
      2: part('spec', {
        1: part('resourceAttributes', resourceAttributes),
        2: part('nonResourceAttributes', { 1: text('path'), 2: text('verb') }),
      }),
    },
  ],
  ['SelfSubjectRulesReview', { 1: metadata, 2: part('spec', { 1: text('namespace') }) }],
  ['TokenReview', { 1: metadata, 2: part('spec', { 1: text('token'), 2: texts('audiences') }) }],
  [
    'TokenRequest',
    {
      1: metadata,
      2: part('spec', { 1: texts('audiences'), 3: part('boundObjectRef', boundObjectRef), 4: integer('expirationSeconds') }),
    },
  ],
]);
