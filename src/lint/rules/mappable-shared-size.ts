import { valueAt } from '../../apisix/located.ts';
import type { Complaint, Rule } from '../rule.ts';
import { shortened } from './shortened.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';

export const mappableSharedSize: Rule = {
  id: 'C39',
  name: 'mappable-shared-size',
  severity: 'warning',
  subject: 'config',
  check: ({ verdict }) => {
    const sizes = writtenClusters(verdict).map((cluster) => ({
      path: `${cluster.path}.shared_size`,
      size: textSetting(cluster, ['shared_size'])?.scalar,
    }));
    const consul = valueAt(verdict.written, ['discovery', 'consul', 'shared_size']);
    if (consul?.kind === 'scalar') sizes.push({ path: 'discovery.consul.shared_size', size: consul });
    return sizes.flatMap(({ path, size }): readonly Complaint[] => {
      const megabytes = Number(/^([1-9]\d*)m$/.exec(String(size?.value))?.[1] ?? 0);
      if (size === undefined || megabytes <= MOST_MEGABYTES) return [];
      return [
        {
          message: `${path} is ${shortened(size.text)}, over 10 GiB: nginx maps as much when it starts, and does not start where it cannot`,
          hint: 'Write megabytes, not kilobytes or bytes: 64m holds tens of thousands of services',
          position: size.position,
        },
      ];
    });
  },
  why:
    'A shared_size is the size of a piece of memory that nginx shares between its workers. The check takes any number of megabytes ' +
    'from 3.13.0 on, and nginx then fails to start where it cannot map them. No cluster needs more than 10 GiB.',
  mend: 'Write a size that the machine has: 64m is the default from 3.18.0 on.',
  source: 'discovery/kubernetes/schema.lua, 3.13.0; #13688',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    shared_size: 67108864m\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    shared_size: 64m\n' } },
  },
};

const MOST_MEGABYTES = 10 * 1024;
