import { formatAddress } from '../../../apisix/address.ts';
import { quantity } from '../../../findings/quantity.ts';
import { pass, skip, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { readSigningKeys } from '../../facts/signing-keys.ts';
import { readSurveyedDiscovery } from '../../facts/surveyed-discovery.ts';
import type { SurveyedCluster } from '../../facts/surveyed-discovery.ts';

const MOST_SHOWN = 3;

/**
 * Whether a pod's address is in one cluster only; if not, a gateway reaches whichever it is routed to, and gets the answers of another app. What
 * is no pod's, such as a database outside that somebody wrote Endpoints for, may well be in both.
 */
export const networksApart: RunCheck = {
  name: 'networks-apart',
  category: 'reachability',
  title: 'No two clusters have pods of the same address',
  reads: "the gateway's lists; where addresses are the same, GET /openid/v1/jwks, to tell one cluster under two ids from two",
  causes: ['P03'],
  needs: ['list-complete'],
  scope: 'run',
  async examine(examination) {
    const { clusters } = await examination.once(readSurveyedDiscovery);
    const listed = clusters.filter(({ survey }) => survey !== undefined);
    if (listed.length < 2) return [skip('It takes two clusters')];
    const answers: Answer[] = [];
    const before: { readonly cluster: SurveyedCluster; readonly addresses: ReadonlyMap<string, string> }[] = [];
    for (const cluster of listed) {
      const addresses = addressesOf(cluster);
      for (const other of before) {
        const shared = [...addresses.keys()].filter((address) => other.addresses.has(address));
        if (shared.length === 0 || (await isOneCluster(cluster, other.cluster))) continue;
        const examples = shared
          .slice(0, MOST_SHOWN)
          .map((address) => `${address} is of ${other.addresses.get(address)} and of ${addresses.get(address)}`);
        answers.push(overlap([other.cluster, cluster], { count: shared.length, examples }));
      }
      before.push({ cluster, addresses });
    }
    return answers.length > 0 ? answers : [pass()];
  },
};

/** `host:port` of pods → a service that has it, as `id/namespace/name`. */
function addressesOf({ setup, view, survey }: SurveyedCluster): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const [key, value] of view.dict.values()) {
    const nodes = value.kind === 'service' ? [...value.ports.values()].flat() : [];
    const pods = nodes.filter(({ host }) => survey?.podless.has(host) !== true);
    for (const pod of pods) addresses.set(formatAddress(pod), `${setup.name}/${key}`);
  }
  return addresses;
}

/** Two ids for one cluster are a way to have two selectors. */
async function isOneCluster(one: SurveyedCluster, other: SurveyedCluster): Promise<boolean> {
  if (one.server === other.server) return true;
  const [keys, otherKeys] = await Promise.all([one, other].map(({ examined }) => examined.once(readSigningKeys)));
  return keys?.some((key) => otherKeys?.includes(key)) === true;
}

function overlap(
  [one, other]: readonly [SurveyedCluster, SurveyedCluster],
  { count, examples }: { readonly count: number; readonly examples: readonly string[] },
): Answer {
  const names = `${one.setup.name} and ${other.setup.name}`;
  const message =
    `${names} have ${quantity(count, 'address', 'addresses')} in common, so their pod networks overlap. A gateway that is routed to one ` +
    'of them sends requests for the other to the wrong app: give the clusters pod networks (CIDRs) of their own, or a gateway each.';
  return warn({ id: 'P03', message }, { title: `${names} have pods of the same address`, evidence: examples });
}
