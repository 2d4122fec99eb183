import { itemsOf, valueAt } from '../../../apisix/located.ts';
import type { Located } from '../../../apisix/located.ts';
import { textAt } from '../../manifest-objects.ts';

/** Values that an object hands to a chart as a map. */
interface ReleaseValues {
  /** `spec.values` */
  readonly place: string;
  readonly value: Located;
}

/**
 * What a HelmRelease of Flux (helm.toolkit.fluxcd.io/v2) and an Application of Argo CD (argoproj.io/v1alpha1) give a chart as a map. Of which
 * chart is not asked: it may be named elsewhere.
 */
export function releaseValues(resource: Located): readonly ReleaseValues[] {
  switch (textAt(resource, ['kind'])) {
    case 'HelmRelease':
      return valuesAt(resource, ['spec', 'values']);
    case 'Application':
      return argoSources(resource).flatMap(({ place, source }) =>
        valuesAt(source, ['helm', 'valuesObject']).map(({ place: inner, value }) => ({ place: `${place}.${inner}`, value })),
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

function valuesAt(owner: Located, path: readonly string[]): readonly ReleaseValues[] {
  const value = valueAt(owner, path);
  return value?.kind === 'table' ? [{ place: path.join('.'), value }] : [];
}
