import type { Explanations } from './explanation.ts';

/** Of the way from the gateway to the pods. */
export const TOPOLOGY: Explanations = {
  P01: {
    why:
      'Discovery tells the addresses of pods, which most clusters route only among their own machines. From anywhere else every connection ' +
      'times out, and the gateway answers 504, though the API server and the machines themselves can be reached.',
    mend:
      'Run the gateway in the cluster, or route the network of the pods to it (VPC-native networking, BGP). Else leave discovery and send to ' +
      'a NodePort, LoadBalancer or Ingress.',
  },
  P02: {
    why:
      'Some nodes answer and some do not, so there is a route. What keeps the others away is mostly a NetworkPolicy of their namespace, the ' +
      'firewall of one machine, or a machine whose network is broken.',
    mend: 'See what the silent ones have in common. Allow the address of the gateway in the NetworkPolicy of their namespace.',
  },
  P03: {
    why:
      'The pods of two clusters have the same addresses. The gateway can be routed to one of them only, so requests for the other arrive at ' +
      'whatever has the address there: a wrong app, or nobody.',
    mend: 'Give the clusters pod networks (CIDRs) of their own, or each a gateway inside of it.',
  },
  P04: {
    why:
      'The machine behind the address answers, and nothing listens on the port. The app listens on another port than targetPort says, or ' +
      'on 127.0.0.1 alone. Without a readiness probe Kubernetes takes such a pod for ready.',
    mend: 'Let the app listen on 0.0.0.0 and the port of targetPort, and give the pod a readiness probe that asks there.',
  },
  P05: {
    why:
      'The connection is made and ended before anything is answered. A service mesh that takes its own TLS only (STRICT mTLS) does so with ' +
      'everybody outside of it, the gateway included.',
    mend: 'Take the gateway into the mesh, or set PERMISSIVE for the ports that it uses.',
  },
  P06: {
    why:
      'A pod that ends stops listening at once, while the gateway learns of it by its watch a moment later. Requests in between end in 502. ' +
      'Nobody sees it but at a rollout.',
    mend: 'A preStop hook that sleeps for some seconds, so that the pod listens until every gateway knows; retries in the upstream.',
  },
  P07: {
    why:
      'kind, minikube, Docker Desktop and the like have the cluster in containers or in a virtual machine. The API server is mapped to this ' +
      'machine, and the network of the pods is not.',
    mend: 'Run the gateway in that cluster, or map a NodePort to this machine (extraPortMappings, minikube service).',
  },
  P08: {
    why:
      'Pods with hostNetwork listen at the address of their machine, whose firewall lets in what it is told to. The network of the pods, and ' +
      'its policies, do not count for them.',
    mend: 'Let the address of the gateway through to this port in the firewall, or the security group, of the machines.',
  },
};
