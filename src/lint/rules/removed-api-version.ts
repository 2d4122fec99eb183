import { entryOf, valueAt } from '../../apisix/located.ts';
import type { Located } from '../../apisix/located.ts';
import { manifestObjects, objectTitle, textAt } from '../manifest-objects.ts';
import type { Complaint, Fix, Rule } from '../rule.ts';
import { replacedText } from './edits.ts';

interface Removal {
  readonly apiVersion: string;
  /** Undefined: all kinds of the group. */
  readonly kinds?: readonly string[];
  readonly replacement: string;
  /** The release of Kubernetes that no longer serves it. */
  readonly since: string;
  /** The new version has other fields, so that a new apiVersion alone changes or breaks the object. */
  readonly isDifferent: (object: Located) => boolean;
}

const always = () => true;
const never = () => false;
const WORKLOADS = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'];

const REMOVALS: readonly Removal[] = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1alpha1',
    replacement: 'rbac.authorization.k8s.io/v1',
    since: '1.22',
    isDifferent: always,
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
    replacement: 'rbac.authorization.k8s.io/v1',
    since: '1.22',
    isDifferent: never,
  },
  { apiVersion: 'discovery.k8s.io/v1alpha1', replacement: 'discovery.k8s.io/v1', since: '1.21', isDifferent: always },
  { apiVersion: 'discovery.k8s.io/v1beta1', replacement: 'discovery.k8s.io/v1', since: '1.25', isDifferent: hasTopology },
  { apiVersion: 'apiextensions.k8s.io/v1beta1', replacement: 'apiextensions.k8s.io/v1', since: '1.22', isDifferent: always },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['Ingress', 'IngressClass'],
    replacement: 'networking.k8s.io/v1',
    since: '1.22',
    isDifferent: always,
  },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['Ingress'],
    replacement: 'networking.k8s.io/v1',
    since: '1.22',
    isDifferent: always,
  },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['NetworkPolicy'],
    replacement: 'networking.k8s.io/v1',
    since: '1.16',
    isDifferent: never,
  },
  ...['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'].map((apiVersion): Removal => ({
    apiVersion,
    kinds: WORKLOADS,
    replacement: 'apps/v1',
    since: '1.16',
    isDifferent: always,
  })),
];

const manifest = (version: string) => `apiVersion: rbac.authorization.k8s.io/${version}
kind: ClusterRole
metadata:
  name: apisix-discovery
rules:
  - apiGroups: [""]
    resources: [endpoints]
    verbs: [list, watch]
`;

export const removedApiVersion: Rule = {
  id: 'R12',
  name: 'removed-api-version',
  severity: 'error',
  subject: 'document',
  why:
    'Kubernetes removes old versions of its API. kubectl apply then says "no matches for kind", and the account, its rights or ' +
    'the gateway are not there. rbac.authorization.k8s.io/v1beta1 is gone since 1.22, discovery.k8s.io/v1beta1 since 1.25.',
  mend: 'Write the version that took its place; it is the same or nearly the same but for Ingress and CustomResourceDefinition.',
  source: 'Kubernetes, Deprecated API Migration Guide',
  examples: {
    failing: { files: { 'rbac.yaml': manifest('v1beta1') } },
    passing: { files: { 'rbac.yaml': manifest('v1') } },
  },
  check: (document) =>
    manifestObjects(document).flatMap((object): readonly Complaint[] => {
      const kind = textAt(object, ['kind']) ?? '';
      const version = textAt(object, ['apiVersion']);
      const removal = REMOVALS.find(({ apiVersion, kinds }) => apiVersion === version && (kinds?.includes(kind) ?? true));
      const written = entryOf(object, 'apiVersion')?.value;
      if (removal === undefined || written === undefined) return [];
      const { replacement, since } = removal;
      const isDifferent = removal.isDifferent(object);
      const fix = isDifferent ? undefined : renaming(written, replacement);
      return [
        {
          message: `${objectTitle(object)} is of ${removal.apiVersion}, which Kubernetes ${since} and newer do not have`,
          position: written.position,
          hint: `Write apiVersion: ${replacement}${isDifferent ? ', and look at its fields, which differ' : ''}`,
          ...(fix !== undefined && { fix }),
        },
      ];
    }),
};

function renaming(written: Located, replacement: string): Fix | undefined {
  if (written.kind !== 'scalar') return undefined;
  const edit = replacedText(written, replacement);
  return edit && { description: `Write apiVersion: ${replacement}`, edits: [edit] };
}

/** `topology` of an endpoint became `nodeName`, `zone` and `deprecatedTopology`. */
function hasTopology(object: Located): boolean {
  const endpoints = valueAt(object, ['endpoints']);
  return endpoints?.kind === 'table' && endpoints.entries.some(({ value }) => entryOf(value, 'topology') !== undefined);
}
