import type { Explanations } from './explanation.ts';

/** Of the list-watch and what it brings. */
export const DISCOVERY: Explanations = {
  G01: {
    why:
      'Something between the gateway and the API server ended a watch that was still open. The gateway logs `watch failed … ReadBodyError`, ' +
      'waits 40 s and lists anew; what changes meanwhile it learns only then.',
    mend: 'Find the proxy, balancer or firewall that ends long answers, and let it keep them open for an hour, or go around it.',
  },
  G02: {
    why:
      'The gateway waits for events on a connection that brings none: a balancer dropped it without a word, a proxy holds the answer back, or ' +
      'the watch goes to another cluster than the list. It notices when the watch is over, after 32 to 49 min, and sends requests to pods ' +
      'that are gone until then.',
    mend:
      'Let the balancer keep quiet connections for an hour, or have it answer both requests by one cluster; doctor --measure-idle shows when ' +
      'it drops them. A reload of the gateway brings the nodes up to date at once.',
  },
  G03: {
    why:
      'etcd forgets what is older than some minutes, so an API server cannot go on from an old place: it answers a watch with an ERROR event of ' +
      'code 410. The gateway lists anew at once, and no change is lost.',
    mend: 'Nothing is to be done. Where it comes every few minutes, look at why the API servers start again and again.',
  },
  G04: {
    why:
      'The API server refused to go on from where the gateway stood, by HTTP 410 or by an ERROR event of another code than 410. The gateway waits ' +
      '40 s before it lists anew; only for an ERROR event of code 410 it does not wait.',
    mend: 'It mends itself with the next list. Where it stays, look at the API server and its etcd.',
  },
  G05: {
    why:
      'The gateway lists in pages of 120 objects. When page 1 fails it logs that and tries again; when a later one fails it logs nothing, takes ' +
      'what it has for the whole, and watches on. From 3.15.0 on it then deletes the services of the pages that it did not get.',
    mend: 'Reload the gateway when lists pass again. Where services vanish often, look for what makes long lists fail: throttling, time-outs, restarts.',
  },
  G06: {
    why:
      'The API server answers 429: by its priority and fairness it has too much to do for this account, or for all. The gateway does not heed ' +
      'Retry-After, waits 40 s and lists anew.',
    mend: 'Give the account of the gateway a FlowSchema with a priority level of its own, or take the load off the API server.',
  },
  G07: {
    why:
      'The API server answers 5xx: it, or the etcd behind it, is in trouble. The gateway serves what it had, and tries again every 40 s. An etcd ' +
      'that hangs gives no answer at all: the connection ends after 60 s.',
    mend: 'Look at the API server and its etcd: kubectl get --raw /readyz?verbose.',
  },
  G08: {
    why:
      'The nodes of a cluster are kept in a shared dict of fixed size: 1m by default before 3.18.0, 64m from then on. When it is full, a service ' +
      'that has changed loses all its nodes, with a line in the log: `failed, no memory`.',
    mend: 'Write a larger shared_size and restart the gateway. doctor says how full the dict is.',
  },
  G09: {
    why: 'Kubernetes writes at most 1,000 addresses into Endpoints and marks those that it cut off. A gateway that watches Endpoints has no other nodes.',
    mend: 'watch_endpoint_slices: true, with APISIX 3.15.0 or newer: slices hold all addresses.',
  },
  G10: {
    why:
      'From Kubernetes 1.33 on, API servers send a warning with every list of Endpoints (KEP-4974). They are still served and written, so discovery ' +
      'works; but a cluster may be run without the controller that writes them.',
    mend: 'watch_endpoint_slices: true, with APISIX 3.15.0 or newer, before Endpoints are gone.',
  },
  G12: {
    why:
      'The label kubernetes.io/service-name says which Service a slice belongs to. Without it the gateway cannot tell, logs ' +
      '`endpoint_slice validation fail` and leaves the slice out.',
    mend: 'Put the label on the slice, where it belongs to a Service at all.',
  },
  G13: {
    why:
      'A dual-stack Service has slices of IPv4 and of IPv6, and the gateway makes one list of nodes of them. Where it has no route for one of the ' +
      'two, each request that is sent there fails: about half of them.',
    mend: 'Give the gateway a route for both, or the Service one of them: ipFamilyPolicy: SingleStack.',
  },
  G14: {
    why:
      'Before 3.15.0 the gateway never removed a service after a list. One that was deleted while no watch was open stays, with nodes that are ' +
      'long gone.',
    mend: 'Restart the gateway, and upgrade to 3.15.0 or newer.',
  },
  G15: {
    why: 'After a start or a reload it takes a moment until the first list is complete. Until then a name has no nodes, and requests to it end in 503.',
    mend: 'Send requests only when the gateway is ready: probe /status/ready, which heeds discovery from 3.15.0 on.',
  },
  G16: {
    why:
      'The dump of the control API came with 3.10.0. It is empty in single-cluster mode before 3.13.0, and shows 1,024 keys at most before 3.14.0, ' +
      'two for each service.',
    mend: 'Ask k8s-disco dump, which shows what that release has, or upgrade.',
  },
  G17: {
    why:
      'The health checker of an upstream keeps the nodes that it was started with. It goes on probing some that discovery has long dropped, and ' +
      'reports them as unhealthy.',
    mend: 'Restart the gateway. No request goes to those nodes.',
  },
  G18: {
    why:
      'The gateway starts its clusters one after the other, and an error in one, such as a variable that is not set, ends discovery for all. It ' +
      'is logged once, at start.',
    mend: 'Mend the entry that the log names, and restart the gateway. k8s-disco lint finds such entries before.',
  },
  G19: {
    why:
      'While a rollout leaves no pod ready, the Service has no ready address, and the gateway replaces its nodes by none. Requests end in 503 ' +
      'until the first new pod is ready.',
    mend: 'Let the rollout keep pods: maxUnavailable: 0, a readiness probe that is true, and a preStop hook that waits some seconds.',
  },
  G25: {
    why:
      'The gateway takes a line of a watch for an event only where it begins with {"type": and ends with } and a line feed. It holds back what ' +
      'is written in another way, all that follows it, too, and logs nothing until the watch is over.',
    mend: 'Ask the API server directly. A proxy that reformats JSON or changes line ends cannot stand between.',
  },
  G26: {
    why:
      'An object of the list has no namespace or no name, which no API server sends. From 3.17.0 on the gateway skips it with a warning; before, it ' +
      'ends the list-watch.',
    mend: 'Look for a proxy that changes the answers of the API server.',
  },
  G27: {
    why: 'EndpointSlices of discovery.k8s.io/v1 came with Kubernetes 1.21. An older API server, or a proxy that hides the group, answers 404.',
    mend: 'watch_endpoint_slices: false.',
  },
  G28: {
    why:
      'namespace_selector.equal is sent as a field selector on a list of the whole cluster. kube-apiserver heeds it on the first page only, so that ' +
      'of a namespace with more than 120 objects all behind the first 120 may be lost, and nothing is logged.',
    mend: 'Write match: ["NAMESPACE"], which the gateway judges itself.',
  },
};
