import type { Rule } from '../rule.ts';
import { blockInPlace } from './block-in-place.ts';
import { clusterId } from './cluster-id.ts';
import { damagedToken } from './damaged-token.ts';
import { danglingReference } from './dangling-reference.ts';
import { dnsName } from './dns-name.ts';
import { droppedObject } from './dropped-object.ts';
import { emptyToken } from './empty-token.ts';
import { encodedToken } from './encoded-token.ts';
import { expiredToken } from './expired-token.ts';
import { externalName } from './external-name.ts';
import { filledInTemplate } from './filled-in-template.ts';
import { foreignToken } from './foreign-token.ts';
import { helmWithoutRights } from './helm-without-rights.ts';
import { hiddenServiceUpstream } from './hidden-service-upstream.ts';
import { hostAlone } from './host-alone.ts';
import { hostWithPort } from './host-with-port.ts';
import { httpsOnTlsPort } from './https-on-tls-port.ts';
import { inPodTokenElsewhere } from './in-pod-token-elsewhere.ts';
import { incompleteDiscovery } from './incomplete-discovery.ts';
import { inlineTokenExpires } from './inline-token-expires.ts';
import { ipv6InVariable } from './ipv6-in-variable.ts';
import { knownRegistries } from './known-registries.ts';
import { kubernetesWithoutValue } from './kubernetes-without-value.ts';
import { labelSelectorSyntax } from './label-selector-syntax.ts';
import { labelsOfServices } from './labels-of-services.ts';
import { leftOutBySelector } from './left-out-by-selector.ts';
import { lowerCaseHost } from './lower-case-host.ts';
import { mappableSharedSize } from './mappable-shared-size.ts';
import { misplacedDiscovery } from './misplaced-discovery.ts';
import { missingClusterId } from './missing-cluster-id.ts';
import { missingEndMark } from './missing-end-mark.ts';
import { missingPort } from './missing-port.ts';
import { namedTargetPort } from './named-target-port.ts';
import { needlessClusterId } from './needless-cluster-id.ts';
import { noAddressInVariable } from './no-address-in-variable.ts';
import { noClientCertificates } from './no-client-certificates.ts';
import { noIpv6Host } from './no-ipv6-host.ts';
import { noNodes } from './no-nodes.ts';
import { noPods } from './no-pods.ts';
import { noSuchPort } from './no-such-port.ts';
import { noSuchService } from './no-such-service.ts';
import { nodesAndDiscovery } from './nodes-and-discovery.ts';
import { nodesWithoutRegistry } from './nodes-without-registry.ts';
import { notText } from './not-text.ts';
import { notWellFormed } from './not-well-formed.ts';
import { oneCredential } from './one-credential.ts';
import { oneItemList } from './one-item-list.ts';
import { oneNamespaceSelector } from './one-namespace-selector.ts';
import { outsidePod } from './outside-pod.ts';
import { partialReference } from './partial-reference.ts';
import { placeholderToken } from './placeholder-token.ts';
import { pluginUpstreamDiscovery } from './plugin-upstream-discovery.ts';
import { podToken } from './pod-token.ts';
import { podsNotReady } from './pods-not-ready.ts';
import { portIsText } from './port-is-text.ts';
import { portNumber } from './port-number.ts';
import { readableYaml } from './readable-yaml.ts';
import { refusedByAdminApi } from './refused-by-admin-api.ts';
import { refusedProperty } from './refused-property.ts';
import { registryNotConfigured } from './registry-not-configured.ts';
import { registryStarts } from './registry-starts.ts';
import { removedApiVersion } from './removed-api-version.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { requiredKeys } from './required-keys.ts';
import { servicePort } from './service-port.ts';
import { serviceWithoutPorts } from './service-without-ports.ts';
import { serviceWithoutSelector } from './service-without-selector.ts';
import { severalNames } from './several-names.ts';
import { sharedSize } from './shared-size.ts';
import { shortLivedToken } from './short-lived-token.ts';
import { singleBraceReference } from './single-brace-reference.ts';
import { sliceWithoutPorts } from './slice-without-ports.ts';
import { slicesRelease } from './slices-release.ts';
import { staleBaselineEntry } from './stale-baseline-entry.ts';
import { strangeCharacter } from './strange-character.ts';
import { streamDiscovery } from './stream-discovery.ts';
import { streamProxyWithDiscovery } from './stream-proxy-with-discovery.ts';
import { tokenExpiresSoon } from './token-expires-soon.ts';
import { tokenFilePath } from './token-file-path.ts';
import { tokenNewline } from './token-newline.ts';
import { tokenReadOnce } from './token-read-once.ts';
import { tokenText } from './token-text.ts';
import { tooLongServiceName } from './too-long-service-name.ts';
import { undecidedEndpoints } from './undecided-endpoints.ts';
import { unexportedVariable } from './unexported-variable.ts';
import { uniqueClusterIds } from './unique-cluster-ids.ts';
import { unknownClusterId } from './unknown-cluster-id.ts';
import { unknownKeys } from './unknown-keys.ts';
import { unknownObjectKey } from './unknown-object-key.ts';
import { unnamedPort } from './unnamed-port.ts';
import { unreadableObject } from './unreadable-object.ts';
import { unreadableTokenFile } from './unreadable-token-file.ts';
import { unresolvedSecret } from './unresolved-secret.ts';
import { unsetSubstitution } from './unset-substitution.ts';
import { unsetVariable } from './unset-variable.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { validPattern } from './valid-pattern.ts';
import { variableName } from './variable-name.ts';
import { variablePrefix } from './variable-prefix.ts';
import { verifiedTls } from './verified-tls.ts';
import { weightOfZero } from './weight-of-zero.ts';
import { wholeNamespacePattern } from './whole-namespace-pattern.ts';
import { workloadName } from './workload-name.ts';
import { wrongNamespace } from './wrong-namespace.ts';

/** Every rule there is, by id. */
export const RULES: readonly Rule[] = [
  portIsText, // C01
  hostAlone, // C02
  noIpv6Host, // C03
  lowerCaseHost, // C04
  variableName, // C05
  singleBraceReference, // C06
  requiredKeys, // C07
  clusterId, // C08
  uniqueClusterIds, // C09
  oneCredential, // C10
  tokenText, // C11
  tokenFilePath, // C12
  sharedSize, // C13
  oneNamespaceSelector, // C14
  wholeNamespacePattern, // C15
  validPattern, // C16
  labelSelectorSyntax, // C17
  labelsOfServices, // C18
  unknownKeys, // C19
  kubernetesWithoutValue, // C20
  blockInPlace, // C21
  slicesRelease, // C22
  verifiedTls, // C23
  weightOfZero, // C24
  hostWithPort, // C25
  oneItemList, // C26
  streamProxyWithDiscovery, // C27
  helmWithoutRights, // C28
  httpsOnTlsPort, // C31
  noClientCertificates, // C32
  knownRegistries, // C33
  readableYaml, // C34
  filledInTemplate, // C35
  refusedProperty, // C36
  repeatedKeys, // C37
  registryStarts, // C38
  mappableSharedSize, // C39
  unexportedVariable, // E01
  outsidePod, // E02
  variablePrefix, // E03
  noAddressInVariable, // E04
  partialReference, // E05
  ipv6InVariable, // E06
  unsetSubstitution, // E07
  unsetVariable, // E08
  encodedToken, // T01
  tokenNewline, // T02
  damagedToken, // T03
  expiredToken, // T04
  shortLivedToken, // T05
  tokenReadOnce, // T06
  inlineTokenExpires, // T07
  podToken, // T12
  foreignToken, // T21
  emptyToken, // T22
  unreadableTokenFile, // T24
  tokenExpiresSoon, // T26
  placeholderToken, // T27
  inPodTokenElsewhere, // T28
  removedApiVersion, // R12
  undecidedEndpoints, // G11
  sliceWithoutPorts, // G22
  unreadableObject, // G24
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
  unresolvedSecret, // W27
  unusedSuppression, // L01
  staleBaselineEntry, // L02
  notText, // L03
  notWellFormed, // L04
];
