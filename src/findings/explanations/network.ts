import type { Explanations } from './explanation.ts';

/** Of the network and TLS. */
export const NETWORK: Explanations = {
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
    why: 'A balancer finds the cluster by the server name in the TLS handshake (SNI). Others send the host of the URL, or what tls-server-name of the kubeconfig says; the gateway sends none.',
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
    why: 'Others go through a proxy, by proxy-url of the kubeconfig or by a variable such as HTTPS_PROXY. The gateway connects directly and heeds neither.',
    mend: 'Give the gateway a direct route, or an address that has one: --gateway-server URL.',
  },
  N13: {
    why: 'The address is of the loopback, as kind, minikube and Docker Desktop write it. In a container, a VM or on another host it leads elsewhere.',
    mend: 'Give the address by which the gateway reaches the API server: --gateway-server URL.',
  },
  N14: {
    why: 'From a pod, the address of the Service kubernetes leads to the API servers, and a NetworkPolicy for egress that does not name them drops the packets without a word.',
    mend: 'Allow egress to port 443 of that address, and to the address and port behind it: kubectl get endpoints kubernetes shows them.',
  },
  N15: {
    why: 'Names and addresses of Services, such as kubernetes.default.svc, hold inside their own cluster alone.',
    mend: 'For a gateway outside, give the public endpoint: --gateway-server URL.',
  },
  N16: {
    why: 'What answers is no API server: a login portal, a proxy, or some other service.',
    mend: 'Is it the right address? Does a portal or a proxy stand between?',
  },
  N17: {
    why: 'A watch is quiet for as long as nothing changes, and a balancer in between cuts what is quiet for too long. The gateway then logs ReadBodyError and sees nothing for up to 40 s; where the balancer drops the connection without a word, for more than half an hour.',
    mend: 'Raise the idle time-out of the balancer to an hour or more, or let it send TCP keepalives.',
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
  N21: {
    why: 'Behind the address are several API servers, and they are not of one release or their certificates not of one authority. In the middle of an upgrade that passes. Where a balancer leads to two clusters, each request may go to the other one, and a watch may wait for changes that never come.',
    mend: 'Finish the upgrade, or take the servers of the other cluster out of the balancer.',
  },
};
