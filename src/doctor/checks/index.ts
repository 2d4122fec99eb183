import type { Check } from '../check.ts';
import { configAccepted } from './config/config-accepted.ts';
import { configLeavesNodes } from './config/config-leaves-nodes.ts';
import { configMeansIt } from './config/config-means-it.ts';
import { routesAccepted } from './config/routes-accepted.ts';
import { addressPlain } from './connection/address-plain.ts';
import { addressResolves } from './connection/address-resolves.ts';
import { apiServerAnswers } from './connection/api-server-answers.ts';
import { certificateHolds } from './connection/certificate-holds.ts';
import { clockAgrees } from './connection/clock-agrees.ts';
import { oneApiServer } from './connection/one-api-server.ts';
import { portAnswers } from './connection/port-answers.ts';
import { speaksTls } from './connection/speaks-tls.ts';
import { tlsWithoutName } from './connection/tls-without-name.ts';
import { dictFits } from './discovery/dict-fits.ts';
import { endpointsWhole } from './discovery/endpoints-whole.ts';
import { idleWatchSurvives } from './discovery/idle-watch-survives.ts';
import { listComplete } from './discovery/list-complete.ts';
import { objectsReadable } from './discovery/objects-readable.ts';
import { selectorsMatch } from './discovery/selectors-match.ts';
import { watchDelivers } from './discovery/watch-delivers.ts';
import { apiServerKnown } from './environment/api-server-known.ts';
import { inClusterFiles } from './environment/in-cluster-files.ts';
import { proxyUnused } from './environment/proxy-unused.ts';
import { tokenFileReadable } from './environment/token-file-readable.ts';
import { variablesSet } from './environment/variables-set.ts';
import { configInForce } from './gateway/config-in-force.ts';
import { controlApiAnswers } from './gateway/control-api-answers.ts';
import { discoveryEnabled } from './gateway/discovery-enabled.ts';
import { dumpCurrent } from './gateway/dump-current.ts';
import { dumpPrivate } from './gateway/dump-private.ts';
import { gatewayAllowed } from './gateway/gateway-allowed.ts';
import { gatewayReady } from './gateway/gateway-ready.ts';
import { healthChecksAgree } from './gateway/health-checks-agree.ts';
import { upstreamsDiscover } from './gateway/upstreams-discover.ts';
import { rightAccount } from './identity/right-account.ts';
import { tokenAccepted } from './identity/token-accepted.ts';
import { tokenLasts } from './identity/token-lasts.ts';
import { tokenWhole } from './identity/token-whole.ts';
import { tokensIssued } from './identity/tokens-issued.ts';
import { leastPrivilege } from './permission/least-privilege.ts';
import { mayList } from './permission/may-list.ts';
import { maySetUp } from './permission/may-set-up.ts';
import { mayWatch } from './permission/may-watch.ts';
import { networksApart } from './reachability/networks-apart.ts';
import { nodesReachable } from './reachability/nodes-reachable.ts';
import { namesResolve } from './services/names-resolve.ts';
import { portsSuit } from './services/ports-suit.ts';

/** Every check there is, in the order of a report. */
export const CHECKS: readonly Check[] = [
  configAccepted,
  configMeansIt,
  configLeavesNodes,
  routesAccepted,
  variablesSet,
  inClusterFiles,
  apiServerKnown,
  tokenFileReadable,
  proxyUnused,
  addressPlain,
  addressResolves,
  portAnswers,
  speaksTls,
  tlsWithoutName,
  certificateHolds,
  apiServerAnswers,
  clockAgrees,
  oneApiServer,
  tokenWhole,
  tokenAccepted,
  tokenLasts,
  rightAccount,
  tokensIssued,
  mayList,
  mayWatch,
  leastPrivilege,
  maySetUp,
  listComplete,
  objectsReadable,
  selectorsMatch,
  endpointsWhole,
  watchDelivers,
  idleWatchSurvives,
  dictFits,
  namesResolve,
  portsSuit,
  nodesReachable,
  networksApart,
  controlApiAnswers,
  discoveryEnabled,
  configInForce,
  gatewayReady,
  gatewayAllowed,
  dumpCurrent,
  upstreamsDiscover,
  healthChecksAgree,
  dumpPrivate,
];
