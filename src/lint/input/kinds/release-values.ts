import { entryOf, itemsOf, valueAt } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import { textAt } from '../../manifest-objects.ts';

/** Values that an object hands to a chart as a map. */
interface ReleaseValues {
  /** `spec.values` */
  readonly place: string;
  readonly value: Located;
}

/**
 * What a HelmRelease of Flux (helm.toolkit.fluxcd.io/v2) and an Application of Argo CD (argoproj.io/v1alpha1) give a chart as a map. A
 * chart of another name is left out, unless it has the apisix chart in it; where none is named, it may be.
 */
export function releaseValues(resource: Located): readonly ReleaseValues[] {
  switch (textAt(resource, ['kind'])) {
    case 'HelmRelease':
      return valuesAt(resource, { path: ['spec', 'values'], chart: textAt(resource, ['spec', 'chart', 'spec', 'chart']) });
    case 'Application':
      return argoSources(resource).flatMap(({ place, source }) =>
        valuesAt(source, { path: ['helm', 'valuesObject'], chart: textAt(source, ['chart']) }).map(({ place: inner, value }) => ({
          place: `${place}.${inner}`,
          value,
        })),
      );
    default:
      return [];
  }
}

interface ArgoSource {
  readonly place: string;
  readonly source: Located;
}

/** The one source of an Application, or its list of them. */
export function argoSources(application: Located): readonly ArgoSource[] {
  const one = valueAt(application, ['spec', 'source']);
  const list = valueAt(application, ['spec', 'sources']);
  return [
    ...(one === undefined ? [] : [{ place: 'spec.source', source: one }]),
    ...(list?.kind === 'table'
      ? itemsOf(list).map(({ value }, index) => ({ place: `spec.sources[${index}]`, source: value }))
      : []),
  ];
}

function valuesAt(
  owner: Located,
  { path, chart }: { readonly path: readonly string[]; readonly chart: string | undefined },
): readonly ReleaseValues[] {
  const value = valueAt(owner, path);
  const mayBeApisix = chart === undefined || chart.includes('apisix') || entryOf(value, 'apisix') !== undefined;
  return value?.kind === 'table' && mayBeApisix ? [{ place: path.join('.'), value }] : [];
}
