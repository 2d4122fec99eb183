import { answersOf } from '../api-answer.ts';
import type { ApiAnswer } from '../api-answer.ts';
import { ofKind, pattern } from '../pattern.ts';
import { doctor } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Kind = Extract<Symptom, { kind: 'kind-missing' }>;

/** A manifest of a version that the cluster no longer has. */
export const missingKind = pattern<Kind>({
  name: 'kind-missing',
  examples: [
    'error: unable to recognize "rbac.yaml": no matches for kind "ClusterRole" in version "rbac.authorization.k8s.io/v1beta1"',
  ],
  of: (symptom) => {
    const missing = ofKind('kind-missing')(symptom);
    return missing !== undefined && /^(?:rbac\.authorization|discovery)\.k8s\.io\/v1(?:alpha|beta)\d$/.test(missing.version)
      ? missing
      : undefined;
  },
  text: ({ name, version }) => `no matches for kind "${name}" in version "${version}"`,
  causes: [
    {
      id: 'R12',
      likelihood: 'certain',
      message: ({ version }) => `Kubernetes no longer has ${version}; v1 is its successor.`,
      prove: 'kubectl api-versions',
      mend: ({ version }) => `apiVersion: ${version.replace(/v1\w+$/, 'v1')}`,
    },
  ],
});

const notFound = answersOf(404);

/** An account, its Secret or its role that is not there. */
export const missingObject = pattern<ApiAnswer>({
  name: 'account-missing',
  examples: ['Error from server (NotFound): serviceaccounts "apisix-discovery" not found'],
  of: (symptom) => {
    const answer = notFound(symptom);
    return answer?.request === undefined && OBJECT.test(answer?.message ?? '') ? answer : undefined;
  },
  text: ({ message }) => message,
  causes: [
    {
      id: 'T10',
      likelihood: 'most likely',
      when: ({ message }) => message.startsWith('serviceaccounts'),
      message: 'The account is gone, was never made, or is in another namespace. Its tokens do not outlive it.',
      prove: doctor('identity'),
      mend: 'k8s-disco setup-rbac',
    },
    {
      id: 'R11',
      likelihood: 'most likely',
      when: ({ message }) => message.startsWith('clusterrole'),
      message: 'The role is not there; bindings to it grant nothing.',
      prove: doctor('permission'),
      mend: 'k8s-disco setup-rbac',
    },
  ],
});

const OBJECT = /^(?:serviceaccounts|clusterroles\.rbac\.authorization\.k8s\.io) "[^"]*" not found/;
