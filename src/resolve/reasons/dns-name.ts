import { namesOf } from '../directory.ts';
import { portsMeant } from '../ports-meant.ts';
import type { Question } from '../question.ts';
import type { Spelling } from '../spelling.ts';
import { afterKnownId, preferKnownId } from './known-id.ts';

/** What a DNS name or an address says. */
interface HostAndPort {
  readonly host: string;
  /** Empty where there is none. */
  readonly port: string;
}

/** S02: `cms.default.svc.cluster.local[:80]`, `cms.default.svc`, `cms.default:80`, `http://cms.default`, and IPv4 addresses; behind an id, too. */
export const dnsName: Spelling = (written) => {
  const { text, form } = written;
  const after = afterKnownId(written);
  const host = hostAndPort(after?.rest ?? text);
  if (host === undefined) return undefined;
  if (/^\d+(?:\.\d+){3}$/.test(host.host)) {
    const suggest = async (question: Question) => namesWithNode(question, host);
    return { id: 'S02', message: `This is an address. APISIX wants ${form}.`, meant: [], suggest };
  }
  const { namespace, name, port } = serviceOf(host);
  const isOfDns = host.host.includes('.svc');
  return {
    id: 'S02',
    message: `This is a DNS name. APISIX wants ${form}.`,
    // Without svc it may as well be the form of the gateway, a dot in place of the slash.
    meant:
      isOfDns || namespace === undefined || !/[a-z]/.test(port)
        ? []
        : inEitherOrder(namespace, name).map((key) => `${after === undefined ? '' : `${after.id}/`}${key}:${port}`),
    suggest: async (question) => preferKnownId(await namesOfService(question, { namespace, name, port }), after),
    ...(isOfDns && { advice: `Here that is ${namespace}/${name} and the name of its port.` }),
  };
};

/** `namespace/name` of `name.namespace`; the other way round where that is what `default` tells. */
function inEitherOrder(namespace: string, name: string): readonly string[] {
  const keys = [`${namespace}/${name}`, `${name}/${namespace}`];
  return name === 'default' ? keys.reverse() : keys;
}

/** The host and port of a URL, of a name with `.svc`, or of a text with dots and no slash; undefined for anything else. */
function hostAndPort(text: string): HostAndPort | undefined {
  const lower = text.trim().toLowerCase();
  const url = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/.exec(lower)?.[1];
  const withSvc = lower.split('/').find((segment) => /\.svc(?:[.:]|$)/.test(segment));
  const authority = url ?? withSvc ?? (/^[^/:]+\.[^/:]+(?::[^/:]*)?$/.test(lower) ? lower : undefined);
  const match = /^([a-z\d._-]+?)\.?(?::([^:]*))?$/.exec(authority ?? '');
  return match === null ? undefined : { host: match[1] ?? '', port: match[2] ?? '' };
}

/** `[_port._protocol.|pod.]name.namespace.svc…`; without `svc` the first two labels. */
function serviceOf({ host, port }: HostAndPort): { namespace: string | undefined; name: string; port: string } {
  const labels = host.split('.');
  const svc = labels.indexOf('svc');
  const at = svc >= 2 ? svc - 2 : 0;
  const srvPort = labels[0]?.startsWith('_') ? labels[0].slice(1) : undefined;
  return { namespace: labels[at + 1], name: labels[at] ?? host, port: srvPort ?? port };
}

async function namesOfService(
  { directory, discovery, factsOf, instead }: Question,
  { namespace, name, port }: { namespace: string | undefined; name: string; port: string },
): Promise<readonly string[]> {
  const key = `${namespace}/${name}`;
  const services = namespace === undefined ? directory.named(name) : directory.at(key);
  const names: string[] = [];
  for (const service of services) names.push(...namesOf(service, await portsMeant(port, service, factsOf(service.cluster))));
  if (names.length > 0 || namespace === undefined) return names;
  for (const { setup } of discovery.clusters) {
    names.push(...(await instead(`${setup.id === undefined ? '' : `${setup.id}/`}${key}:${port}`)));
  }
  return names;
}

function namesWithNode({ directory }: Question, { host, port }: HostAndPort): string[] {
  return directory.services.flatMap((service) => {
    const ports = [...service.ports].filter(([, nodes]) =>
      nodes.some((node) => node.host === host && (port === '' || node.port === Number(port))),
    );
    return namesOf({ ...service, ports: new Map(ports) });
  });
}
