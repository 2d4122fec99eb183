import type { Json } from '../apisix/lua.ts';
import type { PodFact, ServiceFact, ServicePort, WorkloadFact } from './facts.ts';
import { field, list, text, texts } from './json-fields.ts';

/** A Service as the API has it (core/v1). */
export function serviceFact(service: Json): ServiceFact {
  const spec = field(service, 'spec');
  const selector = texts(field(spec, 'selector'));
  return {
    ...identity(service),
    externalName: field(spec, 'type') === 'ExternalName' ? (text(field(spec, 'externalName')) ?? '') : undefined,
    selector: Object.keys(selector).length === 0 ? undefined : selector,
    ports: list(field(spec, 'ports')).map(servicePort),
  };
}

/** A Pod as the API has it (core/v1). */
export function podFact(pod: Json): PodFact {
  // Init containers count too: sidecars are among them, and the endpoints controller looks at those.
  const containers = [...list(field(pod, 'spec', 'containers')), ...list(field(pod, 'spec', 'initContainers'))];
  const portNames = containers.flatMap((container) =>
    list(field(container, 'ports')).map((port) => text(field(port, 'name')) ?? ''),
  );
  return {
    ...identity(pod),
    labels: texts(field(pod, 'metadata', 'labels')),
    portNames: portNames.filter((name) => name !== ''),
  };
}

/** A Deployment as the API has it (apps/v1). */
export function deploymentFact(deployment: Json): WorkloadFact {
  return { kind: 'Deployment', podLabels: texts(field(deployment, 'spec', 'template', 'metadata', 'labels')) };
}

function identity(object: Json): { readonly namespace: string; readonly name: string } {
  const metadata = field(object, 'metadata');
  return { namespace: text(field(metadata, 'namespace')) ?? '', name: text(field(metadata, 'name')) ?? '' };
}

function servicePort(port: Json): ServicePort {
  const number = field(port, 'port');
  const targetPort = field(port, 'targetPort');
  const own = typeof number === 'number' ? number : 0;
  return {
    name: text(field(port, 'name')) ?? '',
    port: own,
    targetPort: typeof targetPort === 'number' || typeof targetPort === 'string' ? targetPort : own,
  };
}
