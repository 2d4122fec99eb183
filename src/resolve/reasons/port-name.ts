import { byDistance } from '../../findings/closest.ts';
import type { KnownService } from '../directory.ts';
import { namesOf } from '../directory.ts';
import { portsDeclared, portsMeant } from '../ports-meant.ts';
import type { Explain, ServiceQuestion } from '../question.ts';

// The service has nodes, but none under the port asked for.

/** S01: nothing after the colon, though the ports have names. */
export const emptyPort: Explain = (question) => {
  const known = knownService(question);
  if (known === undefined || question.port !== '' || hasUnnamedPort(known)) return undefined;
  return { id: 'S01', message: `The port is missing. ${question.key} has ${portList(known)}.`, suggestions: namesOf(known) };
};

/**
 * S23: the key of a port without name. The endpoints controller leaves the name out, so that the gateway takes the number; the slice
 * controller writes `name: ""`, which the gateway takes for a name.
 */
export const unnamedPort: Explain = (question) => {
  const known = knownService(question);
  if (known === undefined) return undefined;
  const { key, port } = question;
  if (known.ports.has('')) {
    return {
      id: 'S23',
      message: `The port of ${key} has no name; with EndpointSlices only a trailing colon reaches it. Better name the port in the Service.`,
      suggestions: namesOf(known, ['']),
    };
  }
  if (port !== '' || !hasUnnamedPort(known)) return undefined;
  return {
    id: 'S23',
    message: `The port of ${key} has no name, and with Endpoints it goes by its number.`,
    suggestions: namesOf(known),
  };
};

/** S03: a number, where the ports have names. */
export const portNumber: Explain = async (question) => {
  const known = knownService(question);
  const { key, port, facts } = question;
  if (known === undefined || !/^\d+$/.test(port) || hasUnnamedPort(known)) return undefined;
  const meant = await portsMeant(port, known, facts);
  const message = `The ports of ${key} have names, so a number does not work. Write the name.`;
  return { id: 'S03', message, suggestions: namesOf(known, meant) };
};

/** S04: the number that clients use, where the gateway takes the pods' own. */
export const servicePort: Explain = async (question) => {
  const known = knownService(question);
  const { key, namespace, service: name, port, facts } = question;
  if (known === undefined || !/^\d+$/.test(port)) return undefined;
  const service = await facts.service(namespace, name);
  const declared = service === 'unknown' || service === undefined ? undefined : portsDeclared(port, service);
  if (declared?.length === 0) return undefined;
  const what = declared === undefined ? `${key} has no port ${port}` : `${port} is the port of the Service`;
  return {
    id: 'S04',
    message: `${what}. A port without name goes by the number of the pods, which is the Service's targetPort.`,
    suggestions: namesOf(known, declared),
  };
};

/** S24: the service has other ports. */
export const noSuchPort: Explain = async (question) => {
  const known = knownService(question);
  if (known === undefined) return undefined;
  const { key, port, facts } = question;
  const meant = await portsMeant(port, known, facts);
  const preferred = [...meant, ...byDistance([...known.ports.keys()], port)];
  return { id: 'S24', message: `${key} has no port ${port}; it has ${portList(known)}.`, suggestions: namesOf(known, preferred) };
};

function knownService({ directory, cluster, key }: ServiceQuestion): KnownService | undefined {
  return directory.at(key).find((service) => service.cluster === cluster);
}

/** A name has a letter at least (RFC 6335, which Kubernetes follows), so a key without one is a number or empty. */
function hasUnnamedPort({ ports }: KnownService): boolean {
  return [...ports.keys()].some((port) => /^\d*$/.test(port));
}

function portList({ ports }: KnownService): string {
  return [...ports.keys()].map((port) => port || '(one without name)').join(', ');
}
