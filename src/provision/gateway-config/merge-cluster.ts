import { isMap } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Finding } from '../../findings/finding.ts';
import type { UserError } from '../../findings/user-error.ts';
import type { GatewayEntry, GatewayService } from './entry.ts';
import { mergeCredential } from './merge-credential.ts';
import type { Obstacle } from './obstacle.ts';
import { placed, setOrAdd, textAt } from './placed.ts';
import type { Merge } from './placed.ts';
import { addressText, referenceIn } from './service-address.ts';

/** Brings a cluster of a config up to its entry. Throws a {@link UserError} where something of another shape stands in the way. */
export function mergeCluster(cluster: YAMLMap, entry: GatewayEntry, merge: Merge): readonly Finding[] {
  const service = placed(cluster, ['service', entry.service], merge);
  const client = placed(cluster, ['client', entry.client], merge);
  const findings = [
    isMap(service) ? mergeService(service, entry.service, merge) : leavesOwnCluster(entry),
    isMap(client) ? mergeCredential(client, entry, merge) : undefined,
    mergeSlices(cluster, entry, merge),
  ];
  const ofCluster = entry.id === undefined ? {} : { cluster: entry.id };
  return findings.filter((finding) => finding !== undefined).map((finding) => ({ ...finding, ...ofCluster }));
}

/**
 * Schema, host and port go together: where a variable holds one of them, or all are there and none was asked for, the operator has chosen
 * the address.
 */
function mergeService(service: YAMLMap, wanted: GatewayService, merge: Merge): Obstacle | undefined {
  const schema = textAt(service, 'schema', merge);
  const host = textAt(service, 'host', merge);
  const port = textAt(service, 'port', merge);
  const before = `${schema ?? 'https'}://${host ?? ''}:${port ?? ''}`;
  const after = addressText(wanted);
  const variable = referenceIn(before);
  if (variable !== undefined && before !== after) {
    return {
      id: 'E09',
      severity: 'info',
      message: `The config leaves the address to variables (${variable}), and so it stays. It must lead to the same cluster as ${after}.`,
    };
  }
  if (before !== after && host !== undefined && port !== undefined && merge.keepsAddress) {
    // It may lack its quotes.
    setOrAdd(service, ['port', port], merge);
    return {
      id: 'N20',
      severity: 'warning',
      message: `The config has ${before} and keeps it instead of ${after}. If these are two clusters, choose the right one with --context or --contexts.`,
    };
  }
  if (schema !== undefined || wanted.schema !== 'https') setOrAdd(service, ['schema', wanted.schema], merge);
  setOrAdd(service, ['host', wanted.host], merge);
  setOrAdd(service, ['port', wanted.port], merge);
  if (host === undefined && port === undefined) return leavesOwnCluster({ service: wanted });
  if (before === after) return undefined;
  return { id: 'N20', severity: 'warning', message: `The config has ${before}, which becomes ${after}.` };
}

/** What a config without an address means, and would no longer. */
export function leavesOwnCluster({ service }: Pick<GatewayEntry, 'service'>): Obstacle | undefined {
  const after = addressText(service);
  if (referenceIn(after) !== undefined) return undefined;
  return {
    id: 'N20',
    severity: 'warning',
    message: `The config has no address, so the gateway asks the cluster that its pod is in; it becomes ${after}. For a gateway in that cluster use --token none.`,
  };
}

/** Each way of watching has its own name for a port without a name (G23 of the symptoms, tried with 3.18.0). */
function mergeSlices(cluster: YAMLMap, entry: GatewayEntry, merge: Merge): Obstacle | undefined {
  const key = 'watch_endpoint_slices';
  const isWanted = entry[key] === true;
  const before = textAt(cluster, key, merge);
  if (before === undefined && !isWanted) return undefined;
  setOrAdd(cluster, [key, isWanted], merge);
  if (isWanted === /^(?:true|yes|on)$/i.test(before ?? '')) return undefined;
  return {
    id: 'S23',
    severity: 'warning',
    message: isWanted
      ? `${key} becomes true: a port without a name is found as namespace/service: with the colon at its end, not by its number.`
      : `${key} becomes false: a port without a name is found by its number, as in namespace/service:8080.`,
  };
}
