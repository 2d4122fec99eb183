import type { CatalogueId } from '../findings/catalogue.ts';
import type { RunFacts } from './run-facts.ts';

/** What only the gateway's own environment shows. */
const OF_ENVIRONMENT: readonly CatalogueId[] = ['E02', 'E04', 'E06', 'E08'];
/** What stands in the files that a config names. */
const OF_NAMED_FILES: readonly CatalogueId[] = ['T02', 'T24'];
/** What only manifests tell. */
const OF_MANIFESTS: readonly CatalogueId[] = [
  ...(['S03', 'S04', 'S09', 'S10', 'S11', 'S12', 'S13', 'S14', 'S15', 'S16', 'S23', 'S24', 'S25'] as const),
  ...(['G11', 'G22', 'G24'] as const),
];

/** Ids that a run cannot report for want of a flag, so that nothing is known of suppressions of them. */
export function silentIds({
  isGatewayEnv,
  namedFile,
  manifests,
}: Pick<RunFacts, 'isGatewayEnv' | 'namedFile' | 'manifests'>): readonly CatalogueId[] {
  return [
    ...(isGatewayEnv ? [] : OF_ENVIRONMENT),
    ...(namedFile === undefined ? OF_NAMED_FILES : []),
    ...(manifests === undefined ? OF_MANIFESTS : []),
  ];
}
