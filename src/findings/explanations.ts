import type { CatalogueId } from './catalogue.ts';

/** What stands behind an id that a cluster has shown, not a file. */
export interface Explanation {
  readonly why: string;
  /** What to do, in general; findings name the objects and the command. */
  readonly mend: string;
}

/** Of tokens, rights and the network, as far as no rule of lint says it. Sources: what kube-apiserver 1.36.3 was seen to answer. */
export const EXPLANATIONS: Readonly<Partial<Record<CatalogueId, Explanation>>> = {
  T08: {
    why: 'A token names its audience, and an API server takes only those meant for itself. It answers 401 to all others.',
    mend: 'Issue a token without --audience: it is then meant for the API server.',
  },
  T09: {
    why: 'Each cluster signs its tokens with keys of its own. A token of another cluster, or from before the keys were changed, gets 401.',
    mend: 'Use a token of the cluster that the config names: k8s-disco setup-rbac with its context.',
  },
  T10: {
    why: 'A token holds the UID of its account. An account that was deleted and made again has another one, so its old tokens get 401.',
    mend: 'k8s-disco setup-rbac, then give the gateway the new token.',
  },
  T11: {
    why: 'The token of a Secret is good as long as that Secret exists. It is refused some 10 s after the Secret was deleted, while an open watch goes on until it ends.',
    mend: 'k8s-disco setup-rbac makes the Secret again under its name. It then holds the very same token, and the gateway needs no change. To revoke a token, use --rotate and delete the old Secret.',
  },
  T13: {
    why: 'Since Kubernetes 1.24 a new account gets no Secret with a token by itself, although the documentation of the gateway still assumes it.',
    mend: 'k8s-disco setup-rbac makes a Secret of type kubernetes.io/service-account-token.',
  },
  T14: {
    why: 'The token controller fills Secrets of type kubernetes.io/service-account-token alone, and the type of a Secret cannot be changed.',
    mend: 'k8s-disco setup-rbac --recreate deletes the Secret and makes it anew.',
  },
  T16: {
    why: 'The token controller deletes a token Secret whose account does not exist in the same namespace, a moment after it was made.',
    mend: 'Make the account first, in the namespace of the Secret: k8s-disco setup-rbac does both.',
  },
  T17: {
    why: 'A token Secret is empty until the token controller of kube-controller-manager has filled it, which takes some milliseconds. Where nothing comes, that controller is stopped, or has no key to sign with (--service-account-private-key-file).',
    mend: 'Look at the logs of kube-controller-manager, then run k8s-disco setup-rbac again: it goes on where it stood.',
  },
  T18: {
    why: 'The clean-up of legacy tokens marks Secrets that nobody has used for a year (KEP-2799, since Kubernetes 1.29). An API server refuses the token of a marked Secret.',
    mend: 'Take the label kubernetes.io/legacy-token-invalid-since off the Secret: the token is good again at once. Never name a Secret of your own in serviceAccount.secrets, as the clean-up then counts it as one that was made by itself.',
  },
  T19: {
    why: 'The API server knows the token, and it is of another account than the one with the rights, often of `default`.',
    mend: 'k8s-disco token get prints the right one; in a pod, set serviceAccountName.',
  },
  T20: {
    why: 'A token says from when on it is good, and an API server allows for clocks that are a minute apart. Beyond that it answers 401.',
    mend: 'Set the clocks: on the host that issued the token, and on the API servers.',
  },
  T23: {
    why: 'Behind the address are several API servers, and not all have the same keys for service accounts. So a token is taken now and refused then.',
    mend: 'Give all API servers the same --service-account-key-file.',
  },
  T29: {
    why: 'An API server remembers a token that it took for 10 s, and a watch that is open outlives its token and its rights until it ends, up to 47 minutes later. So a gateway may go on for that long.',
    mend: 'Mend it before the watch ends: from then on the gateway keeps what it has, and learns nothing new.',
  },
  T30: {
    why: 'An API server answers 401 to every token that it does not take, whatever the cause. Only a TokenReview by an admin tells the cause.',
    mend: 'k8s-disco token verify with --admin-context CONTEXT names it.',
  },
  T31: {
    why: 'The config names a file for the token. Whoever wrote that keeps secrets out of the config, so setup-rbac leaves it, and the gateway goes on with what the file holds.',
    mend: 'Write the token into that file: --emit-token-file FILE for one on this machine, else k8s-disco token get --out-file FILE where it is. --force puts the token itself into the config.',
  },
  R01: {
    why: 'The gateway always lists the whole cluster, also where namespace_selector names one namespace. So a Role, or a ClusterRole that a RoleBinding grants, never suffices. Other causes: a binding that names another account, a role without the API group or with the resource in the singular.',
    mend: 'k8s-disco setup-rbac makes a ClusterRole with list and watch, and binds it by a ClusterRoleBinding.',
  },
  R02: {
    why: 'The role grants list and not watch. The gateway then lists anew every 40 s and logs `watch failed` each time.',
    mend: 'Add watch to the role: k8s-disco setup-rbac does.',
  },
  R15: {
    why: 'The API server says that the account has the right, and refuses the request all the same: something else than RBAC stands between, such as a proxy or a webhook.',
    mend: 'Ask the API server directly, without what stands between.',
  },
  R17: {
    why: 'A gateway needs list and watch on Endpoints or EndpointSlices. Whoever gets hold of a token with more rights, such as reading Secrets, can do more.',
    mend: 'Remove the other bindings of the account, or set up another one: k8s-disco setup-rbac --name NAME.',
  },
  N01: {
    why: 'Nothing listens at this address and port, or a firewall says so.',
    mend: 'API servers listen on 6443 or 443. Is it the right port, and is the server up?',
  },
  N02: {
    why: 'The connection, or the answer, did not come in time. A firewall or a private endpoint drops packets without a word. The gateway itself waits 60 s.',
    mend: 'Let the address of the gateway through to the API server.',
  },
  N03: {
    why: 'The name does not resolve here. A gateway asks the resolvers of its own config.',
    mend: 'Mend the name, or the DNS.',
  },
  N04: {
    why: 'The port speaks TLS, and it was sent plain HTTP.',
    mend: 'schema: https in the config of the gateway, https:// in a kubeconfig.',
  },
  N05: {
    why: 'The port speaks plain HTTP, as that of kubectl proxy does, and it was sent TLS.',
    mend: 'schema: http in the config of the gateway, http:// with --server.',
  },
  N06: {
    why: 'The certificate is signed by an authority that is not trusted here: every cluster has its own.',
    mend: "--certificate-authority FILE; in the gateway, apisix.ssl.ssl_trusted_certificate with the cluster's CA.",
  },
  N07: {
    why: 'The certificate does not name this address. The gateway compares no names, even with ssl_verify, so it is not stopped by this.',
    mend: 'Use an address that the certificate has, or add this one to it.',
  },
  N08: {
    why: 'The certificate has expired, or is not valid yet by the clock of this machine.',
    mend: 'Renew it, or set the clock.',
  },
  N09: {
    why: 'The kubeconfig asks for a server name in the TLS handshake (SNI), by which a balancer finds the cluster. The gateway sends none.',
    mend: 'Give the gateway an address that leads to this cluster alone: --gateway-server URL.',
  },
  N10: {
    why: 'At this address is no Kubernetes API. Where the URL of a kubeconfig has a path, as with Rancher: the gateway has a host and a port only, and asks without it.',
    mend: 'Use the direct endpoint of the API server.',
  },
  N11: {
    why: 'There are no credentials to send, or a kind that a gateway cannot send: it has a bearer token and nothing else, no client certificate and no plugin.',
    mend: 'Use the token of a service account: k8s-disco setup-rbac.',
  },
  N12: {
    why: 'The kubeconfig goes through a proxy. The gateway connects directly and heeds no variable such as HTTPS_PROXY.',
    mend: 'Give the gateway a direct route, or an address that has one: --gateway-server URL.',
  },
  N13: {
    why: 'The address is of the loopback, as kind, minikube and Docker Desktop write it. In a container, a VM or on another host it leads elsewhere.',
    mend: 'Give the address by which the gateway reaches the API server: --gateway-server URL.',
  },
  N15: {
    why: 'Names and addresses of Services, such as kubernetes.default.svc, hold inside their own cluster alone.',
    mend: 'For a gateway outside, give the public endpoint: --gateway-server URL.',
  },
  N16: {
    why: 'What answers is no API server: a login portal, a proxy, or some other service.',
    mend: 'Is it the right address? Does a portal or a proxy stand between?',
  },
  N18: {
    why: 'The connection broke before the answer was complete. A balancer or the API server itself has cut it.',
    mend: 'Try again; where it lasts, look at the time-outs of what stands between.',
  },
  N19: {
    why: 'The TLS handshake fails before any certificate is looked at: no common version or cipher, or a balancer that wants a server name.',
    mend: 'Look at what listens there with: openssl s_client -connect HOST:PORT.',
  },
  N20: {
    why: 'The config of the gateway and the context of the kubeconfig name different addresses. They may lead to the same cluster, or not: then the token is of the wrong one.',
    mend: 'Make sure that both lead to one cluster. k8s-disco token verify --config FILE asks the address of the config.',
  },
};
