import type { Release } from '../../apisix/release.ts';
import type { Complaint, Rule } from '../rule.ts';
import { ownerText } from './place-of.ts';
import { settingOf, writtenClusters } from './written-clusters.ts';

export const slicesRelease: Rule = {
  id: 'C22',
  name: 'slices-release',
  severity: 'warning',
  subject: 'config',
  check: ({ verdict, release }) =>
    writtenClusters(verdict).flatMap((cluster): readonly Complaint[] => {
      const entry = settingOf(cluster.table, ['watch_endpoint_slices']);
      if (entry?.value.kind !== 'scalar' || entry.value.value !== true) return [];
      const name = `watch_endpoint_slices${ownerText(cluster)}`;
      return complaints(name, release).map((complaint) => ({ ...complaint, position: entry.keyPosition }));
    }),
  why:
    'The key watch_endpoint_slices is unknown before 3.9.0, and from there to 3.13.0 nothing reads it: Endpoints are watched all the same. ' +
    'In 3.14 slices are watched, but stored under their own names, and their nodes have no host. From 3.15.0 on it works.',
  mend: 'Upgrade to 3.15.0 or newer, or leave watch_endpoint_slices out.',
  source: 'discovery/kubernetes/init.lua, 3.9.0 to 3.18.0; #11631, #12634',
  examples: {
    failing: {
      files: { 'config.yaml': 'discovery:\n  kubernetes:\n    watch_endpoint_slices: true\n' },
      flags: ['--gateway-version', '3.14.1'],
    },
    passing: {
      files: { 'config.yaml': 'discovery:\n  kubernetes:\n    watch_endpoint_slices: true\n' },
      flags: ['--gateway-version', '3.15.0'],
    },
  },
};

function complaints(name: string, { endpointSlices }: Release): readonly Omit<Complaint, 'position'>[] {
  const hint = 'Upgrade to APISIX 3.15.0 or newer, or write watch_endpoint_slices: false';
  switch (endpointSlices) {
    case 'unknown':
    case 'ignored':
      return [{ message: `${name} has no effect before APISIX 3.14.0: Endpoints are watched all the same`, hint }];
    case 'broken':
      return [
        {
          message: `${name} does not work in APISIX 3.14: services are kept under the names of their slices, nodes have no host`,
          hint,
          severity: 'error',
        },
      ];
    case 'merged':
      return [];
  }
}
