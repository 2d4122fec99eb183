import { parseLabelSelector } from '../../kube/label-selector/label-selector.ts';
import type { Complaint, Rule } from '../rule.ts';
import { ownerText } from './place-of.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';

export const labelsOfServices: Rule = {
  id: 'C18',
  name: 'labels-of-services',
  severity: 'warning',
  subject: 'config',
  check: ({ verdict, release }) =>
    writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      const setting = textSetting(cluster, ['label_selector']);
      const selector = setting === undefined ? undefined : parseLabelSelector(setting.text);
      if (setting === undefined || selector?.ok !== true) return [];
      const { position } = setting.scalar;
      const name = `label_selector${ownerText(cluster)}`;
      const watchesSlices = cluster.config?.watchEndpointSlices === true && release.endpointSlices !== 'ignored';
      return selector.requirements.flatMap(({ key }): readonly Complaint[] => {
        if (LABELS_OF_PODS.has(key))
          return [
            {
              message: `${name} asks for ${key}, which pods have, but Endpoints and EndpointSlices do not`,
              hint: 'Select by a label of the Services, such as app=web',
              position,
            },
          ];
        if (LABELS_OF_SLICES.has(key) && !watchesSlices)
          return [
            {
              message: `${name} asks for ${key}, which EndpointSlices have, but the Endpoints watched here do not`,
              hint: 'Set watch_endpoint_slices: true, or select by a label of the Services',
              position,
            },
          ];
        return [];
      });
    }),
  why:
    'The label_selector is held against the labels of Endpoints or EndpointSlices, which are copied from the Service. Labels that only ' +
    'pods have are not there, so such a selector leaves nothing, or with != everything.',
  mend: 'Put a label on the Services that are meant, and select that.',
  source: '#8756',
  examples: {
    failing: {
      files: { 'config.yaml': 'discovery:\n  kubernetes:\n    label_selector: app=web,pod-template-hash=6d4cf56db6\n' },
    },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    label_selector: app=web\n' } },
  },
};

/** Written by the controllers of Kubernetes on the pods they make. */
const LABELS_OF_PODS: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
]);

/** Written by the controller of EndpointSlices. */
const LABELS_OF_SLICES: ReadonlySet<string> = new Set(['kubernetes.io/service-name', 'endpointslice.kubernetes.io/managed-by']);
