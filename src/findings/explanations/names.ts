import type { Explanations } from './explanation.ts';

/** Of service_names. */
export const NAMES: Explanations = {
  S19: {
    why:
      'The gateway does not look at the protocol of a port, so a UDP or SCTP port has nodes like any other. HTTP goes over TCP, and on that ' +
      'port nobody takes it: requests end in 502. Ports of one name are one list of nodes, whatever their protocols.',
    mend: 'Write the name of a TCP port of the Service. A UDP port is for stream routes alone.',
  },
  S20: {
    why:
      'The port seems to take TLS, by its appProtocol, its name or its number. The gateway speaks plain HTTP where the upstream has no ' +
      'scheme, and the pod answers 400 or ends the connection.',
    mend: 'scheme: https in the upstream, grpcs for gRPC; or the name of the port that takes plain HTTP.',
  },
};
