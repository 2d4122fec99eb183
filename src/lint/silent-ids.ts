import type { CatalogueId } from '../findings/catalogue.ts';
import type { RunFacts } from './run-facts.ts';

/** What rules say of any token they see: in the config, behind a variable, or in a file. */
const OF_TOKENS: readonly CatalogueId[] = ['T01', 'T03', 'T04', 'T21', 'T22', 'T26', 'T27'];
/** What the gateway's own environment shows. */
const OF_ENVIRONMENT: readonly CatalogueId[] = ['E02', 'E04', 'E06', 'E08', ...OF_TOKENS, 'T05', 'T07', 'T12'];
/** What stands in the files that a config names. */
const OF_NAMED_FILES: readonly CatalogueId[] = ['T02', 'T06', 'T24', ...OF_TOKENS];
/** What only manifests tell. */
const OF_MANIFESTS: readonly CatalogueId[] = [
  ...(['S03', 'S04', 'S09', 'S10', 'S11', 'S12', 'S13', 'S14', 'S15', 'S16', 'S23', 'S24', 'S25'] as const),
  ...(['G11', 'G22', 'G24'] as const),
];

/** Ids that a run cannot report everywhere for want of a flag, so that nothing is known of suppressions of them. */
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
