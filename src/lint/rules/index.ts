import type { Rule } from '../rule.ts';
import { danglingReference } from './dangling-reference.ts';
import { dnsName } from './dns-name.ts';
import { droppedObject } from './dropped-object.ts';
import { externalName } from './external-name.ts';
import { hiddenServiceUpstream } from './hidden-service-upstream.ts';
import { incompleteDiscovery } from './incomplete-discovery.ts';
import { leftOutBySelector } from './left-out-by-selector.ts';
import { misplacedDiscovery } from './misplaced-discovery.ts';
import { missingClusterId } from './missing-cluster-id.ts';
import { missingEndMark } from './missing-end-mark.ts';
import { missingPort } from './missing-port.ts';
import { namedTargetPort } from './named-target-port.ts';
import { needlessClusterId } from './needless-cluster-id.ts';
import { noNodes } from './no-nodes.ts';
import { noPods } from './no-pods.ts';
import { noSuchPort } from './no-such-port.ts';
import { noSuchService } from './no-such-service.ts';
import { nodesAndDiscovery } from './nodes-and-discovery.ts';
import { nodesWithoutRegistry } from './nodes-without-registry.ts';
import { notText } from './not-text.ts';
import { notWellFormed } from './not-well-formed.ts';
import { oneItemList } from './one-item-list.ts';
import { pluginUpstreamDiscovery } from './plugin-upstream-discovery.ts';
import { podsNotReady } from './pods-not-ready.ts';
import { portNumber } from './port-number.ts';
import { refusedByAdminApi } from './refused-by-admin-api.ts';
import { registryNotConfigured } from './registry-not-configured.ts';
import { servicePort } from './service-port.ts';
import { serviceWithoutPorts } from './service-without-ports.ts';
import { serviceWithoutSelector } from './service-without-selector.ts';
import { severalNames } from './several-names.ts';
import { sliceWithoutPorts } from './slice-without-ports.ts';
import { staleBaselineEntry } from './stale-baseline-entry.ts';
import { strangeCharacter } from './strange-character.ts';
import { streamDiscovery } from './stream-discovery.ts';
import { streamProxyWithDiscovery } from './stream-proxy-with-discovery.ts';
import { tooLongServiceName } from './too-long-service-name.ts';
import { undecidedEndpoints } from './undecided-endpoints.ts';
import { unknownClusterId } from './unknown-cluster-id.ts';
import { unknownObjectKey } from './unknown-object-key.ts';
import { unnamedPort } from './unnamed-port.ts';
import { unreadableObject } from './unreadable-object.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { workloadName } from './workload-name.ts';
import { wrongNamespace } from './wrong-namespace.ts';

/** Every rule there is, by id. */
export const RULES: readonly Rule[] = [
  oneItemList, // C26
  streamProxyWithDiscovery, // C27
  undecidedEndpoints, // G11
  sliceWithoutPorts, // G22
  unreadableObject, // G24
  unusedSuppression, // L01
  staleBaselineEntry, // L02
  notText, // L03
  notWellFormed, // L04
  missingPort, // S01
  dnsName, // S02
  portNumber, // S03
  servicePort, // S04
  wrongNamespace, // S05
  missingClusterId, // S06
  unknownClusterId, // S07
  needlessClusterId, // S08
  workloadName, // S09
  podsNotReady, // S10
  noPods, // S11
  namedTargetPort, // S12
  externalName, // S13
  serviceWithoutSelector, // S14
  serviceWithoutPorts, // S15
  leftOutBySelector, // S16
  severalNames, // S17
  strangeCharacter, // S18
  streamDiscovery, // S21
  tooLongServiceName, // S22
  unnamedPort, // S23
  noSuchPort, // S24
  noSuchService, // S25
  incompleteDiscovery, // W01
  nodesAndDiscovery, // W02
  nodesWithoutRegistry, // W03
  registryNotConfigured, // W04
  hiddenServiceUpstream, // W05
  missingEndMark, // W12
  droppedObject, // W20
  refusedByAdminApi, // W21
  misplacedDiscovery, // W22
  unknownObjectKey, // W23
  pluginUpstreamDiscovery, // W24
  noNodes, // W25
  danglingReference, // W26
];
