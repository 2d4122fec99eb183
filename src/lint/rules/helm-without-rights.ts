import { entryOf, valueAt } from '../../apisix/located.ts';
import type { Located, LocatedEntry } from '../../apisix/located.ts';
import { isMountedToken } from '../../kube/own-pod.ts';
import type { Complaint, Rule } from '../rule.ts';

const DISCOVERY = `apisix:
  discovery:
    enabled: true
    registry:
      kubernetes: {}
`;

/** Where the chart has discovery: at the top before 2.0.0, under apisix from then on. */
const PLACES: readonly (readonly string[])[] = [['discovery'], ['apisix', 'discovery']];

export const helmWithoutRights: Rule = {
  id: 'C28',
  name: 'helm-without-rights',
  severity: 'warning',
  subject: 'document',
  why:
    'The apisix chart makes neither a ServiceAccount nor a ClusterRole unless asked to: serviceAccount.create and rbac.create ' +
    'are false by default. The gateway then runs as the account default of its namespace, and the API server answers 403 to ' +
    'its list. The ClusterRole of rbac.create covers endpoints alone, so EndpointSlices need one more.',
  mend:
    'Set serviceAccount.create: true and rbac.create: true; for watch_endpoint_slices grant list and watch on endpointslices ' +
    'too.',
  source: 'apisix-helm-chart, values.yaml and templates/clusterrole.yaml, 2.14.0',
  examples: {
    failing: { files: { 'values.yaml': DISCOVERY } },
    passing: { files: { 'values.yaml': `${DISCOVERY}serviceAccount:\n  create: true\nrbac:\n  create: true\n` } },
  },
  check: ({ kind, root }) => {
    if (kind !== 'helm-values' || root === undefined) return [];
    return PLACES.flatMap((place) => {
      const discovery = valueAt(root, place);
      const kubernetes = entryOf(valueAt(discovery, ['registry']), 'kubernetes');
      if (kubernetes === undefined || !isTrue(valueAt(discovery, ['enabled'])) || hasOwnToken(kubernetes.value)) return [];
      return [...withoutRole(root, kubernetes), ...withoutAccount(root, kubernetes), ...withoutSlices(root, kubernetes)];
    });
  },
};

function withoutRole(root: Located, kubernetes: LocatedEntry): readonly Complaint[] {
  if (creates(root, 'rbac')) return [];
  return [
    {
      message: 'rbac.create is not true, so the chart grants the gateway no right to list endpoints',
      position: placeOfCreate(root, 'rbac') ?? kubernetes.keyPosition,
      hint: 'Set rbac.create: true, unless a ClusterRole of your own is bound to the account',
    },
  ];
}

function withoutAccount(root: Located, kubernetes: LocatedEntry): readonly Complaint[] {
  const name = valueAt(root, ['serviceAccount', 'name']);
  if (creates(root, 'serviceAccount') || (name?.kind === 'scalar' && name.value !== '')) return [];
  return [
    {
      message:
        'serviceAccount.create is not true, so the gateway runs as the account default, which all pods of its namespace share',
      position: placeOfCreate(root, 'serviceAccount') ?? kubernetes.keyPosition,
      hint: 'Set serviceAccount.create: true',
      // With a role bound to it the account default works, only for more pods than it should.
      severity: creates(root, 'rbac') ? 'info' : 'warning',
    },
  ];
}

function withoutSlices(root: Located, kubernetes: LocatedEntry): readonly Complaint[] {
  const slices = valueAt(kubernetes.value, ['watch_endpoint_slices']);
  if (slices === undefined || !isTrue(slices) || !creates(root, 'rbac')) return [];
  return [
    {
      message: 'The ClusterRole of the chart covers endpoints, but not the endpointslices that watch_endpoint_slices asks for',
      position: slices.position,
      hint: 'Bind a ClusterRole with list and watch on endpointslices of discovery.k8s.io as well',
    },
  ];
}

function creates(root: Located, what: 'rbac' | 'serviceAccount'): boolean {
  return isTrue(valueAt(root, [what, 'create']));
}

function placeOfCreate(root: Located, what: 'rbac' | 'serviceAccount') {
  return valueAt(root, [what, 'create'])?.position ?? entryOf(root, what)?.keyPosition;
}

function isTrue(value: Located | undefined): boolean {
  return value?.kind === 'scalar' && value.value === true;
}

/** A token from elsewhere needs no account in this cluster. */
function hasOwnToken(kubernetes: Located): boolean {
  const client = valueAt(kubernetes, ['client']);
  const file = valueAt(client, ['token_file']);
  if (valueAt(client, ['token']) !== undefined) return true;
  return file?.kind === 'scalar' && !isMountedToken(String(file.value));
}
