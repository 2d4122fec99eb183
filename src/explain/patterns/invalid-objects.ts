import { answersOf, answerText } from '../api-answer.ts';
import type { ApiAnswer } from '../api-answer.ts';
import { pattern } from '../pattern.ts';
import { doctor } from '../prove.ts';

const invalid = answersOf(422);

/** HTTP 422, as setting up an account meets it. */
export const invalidObjects = pattern<ApiAnswer>({
  name: 'object-invalid',
  examples: [
    'The ClusterRoleBinding "apisix-discovery" is invalid: roleRef: Invalid value: {"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"x"}: cannot change roleRef',
    'The Secret "apisix-token" is invalid: metadata.annotations[kubernetes.io/service-account.name]: Required value',
  ],
  of: (symptom) => {
    const answer = invalid(symptom);
    return answer !== undefined && OBJECT_FAULT.test(answer.message) ? answer : undefined;
  },
  text: answerText,
  causes: [
    {
      id: 'R11',
      likelihood: 'certain',
      when: ({ message }) => /cannot change roleRef/.test(message),
      message: 'The binding names another role, and which one cannot be changed: it must be deleted and made again.',
      prove: doctor('permission'),
      mend: 'kubectl delete clusterrolebinding NAME && k8s-disco setup-rbac',
    },
    {
      id: 'R05',
      likelihood: 'certain',
      when: ({ message }) => /subjects\[\d+\]\.namespace/.test(message),
      message: 'A ServiceAccount in the subjects of a binding has no namespace.',
      prove: doctor('permission'),
      mend: 'k8s-disco setup-rbac',
    },
    {
      id: 'R09',
      likelihood: 'certain',
      when: ({ message }) => /rules\[\d+\]\.apiGroups/.test(message),
      message: 'A rule names no API group. That of endpoints is the empty one: apiGroups: [""].',
      prove: doctor('permission'),
      mend: 'k8s-disco setup-rbac',
    },
    {
      id: 'T15',
      likelihood: 'certain',
      when: ({ message }) => /annotations\[kubernetes\.io\/service-account\.name\]/.test(message),
      message: 'A Secret of the type kubernetes.io/service-account-token must name its account in an annotation.',
      prove: 'k8s-disco setup-rbac --dry-run=server',
      mend: 'kubernetes.io/service-account.name: apisix-discovery',
    },
    {
      id: 'T14',
      likelihood: 'certain',
      when: ({ message }) => /\btype: Invalid value: "kubernetes\.io\/service-account-token": field is immutable/.test(message),
      message: 'The Secret is of another type, which cannot be changed: delete it, and make it again.',
      prove: 'k8s-disco setup-rbac --dry-run=server',
      mend: 'kubectl delete secret NAME && k8s-disco setup-rbac',
    },
    {
      id: 'T05',
      likelihood: 'certain',
      when: ({ message }) => /spec\.expirationSeconds/.test(message),
      message: 'A token must live ten minutes at least.',
      prove: 'k8s-disco token create --help',
      mend: 'k8s-disco token create --duration 24h',
    },
  ],
});

const OBJECT_FAULT =
  /cannot change roleRef|subjects\[\d+\]\.namespace|rules\[\d+\]\.apiGroups|annotations\[kubernetes\.io\/service-account\.name\]|type: Invalid value: "kubernetes\.io\/service-account-token"|spec\.expirationSeconds/;
