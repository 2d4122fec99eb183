import { isLoopback } from '../../kube/probe/endpoint.ts';
import type { DialFault } from '../dial-fault.ts';
import type { PatternCause } from '../pattern.ts';

/** A connection to an API server that did not come about. */
export interface Dial {
  readonly text: string;
  /** Undefined where the line names none. */
  readonly host: string | undefined;
  readonly fault: DialFault;
  /** Whose words they are; undefined where that is not known. */
  readonly program: 'gateway' | 'kubectl' | 'curl' | undefined;
  /** What kubectl asks where no kubeconfig says what to ask. */
  readonly isUnconfigured: boolean;
}

type Row = Omit<PatternCause<Dial>, 'prove'>;

/** What each fault may come from, in this order. */
export const DIAL_CAUSES: Readonly<Record<DialFault, readonly Row[]>> = {
  refused: [
    {
      id: 'E10',
      likelihood: 'most likely',
      message: 'kubectl has no kubeconfig, or one without a current context, and asks localhost:8080 then.',
      when: ({ isUnconfigured }) => isUnconfigured,
      mend: 'export KUBECONFIG=FILE, or kubectl config use-context NAME',
    },
    {
      id: 'N13',
      likelihood: 'most likely',
      message: 'The address leads to this machine alone, and in a container or on another machine that is another one.',
      when: (dial) => isLocal(dial) && !dial.isUnconfigured,
      mend: ({ program }) =>
        program === 'kubectl'
          ? 'kubectl config set-cluster NAME --server=URL, with an address that is reached from here'
          : 'service.host: an address of the API server that the gateway reaches',
    },
    {
      id: 'N01',
      likelihood: (dial) => (isLocal(dial) ? 'possible' : 'certain'),
      message: 'Nothing listens at this address: the port is wrong, or the API server is down.',
      mend: ({ program }) =>
        program === 'kubectl'
          ? 'start the API server, or mend the address in the kubeconfig: kubectl config view --minify'
          : 'service.port: "6443", or the port of kubectl cluster-info',
    },
  ],
  timeout: [
    {
      id: 'N14',
      likelihood: 'most likely',
      message: 'A NetworkPolicy keeps the pod of the gateway from the API server.',
      when: isServiceAddress,
      mend: 'allow egress to this address and to those of kubectl get endpoints kubernetes -n default',
    },
    {
      id: 'N02',
      likelihood: (dial) => (isServiceAddress(dial) ? 'possible' : 'most likely'),
      message: 'No answer in time: a firewall, or an address that is not routed from here.',
      mend: 'let the gateway through to the API server',
    },
    {
      id: 'N14',
      likelihood: 'possible',
      message: 'Where the gateway is a pod: a NetworkPolicy keeps it from the API server.',
      when: (dial) => !isServiceAddress(dial) && isOfGateway(dial),
      mend: 'allow egress to the API server',
    },
    {
      id: 'N12',
      likelihood: 'possible',
      message: 'The network wants a proxy, which the gateway does not use.',
      when: isOfGateway,
      mend: 'give the gateway a direct route',
    },
  ],
  'no-route': [
    {
      id: 'N02',
      likelihood: 'certain',
      message: 'There is no route to this address from here.',
      mend: 'route the network of the API server, or use another address',
    },
  ],
  dns: [
    {
      id: 'N15',
      likelihood: 'most likely',
      message: 'The name holds inside its cluster alone.',
      when: isClusterName,
      mend: 'service.host: a public address of the API server',
    },
    {
      id: 'N03',
      likelihood: (dial) => (isClusterName(dial) ? 'possible' : 'certain'),
      message: 'The name does not resolve with the name servers that were asked; the gateway asks its own (apisix.dns_resolver).',
      mend: 'mend the name, or apisix.dns_resolver',
    },
  ],
  reset: [
    {
      id: 'N18',
      likelihood: 'most likely',
      message: 'The other side broke the connection off: a balancer, or an API server that is ending.',
      mend: 'look at what stands between the gateway and the API server',
    },
    { id: 'N05', likelihood: 'possible', message: 'TLS was spoken to a plain HTTP port.', mend: 'service.schema: http' },
    {
      id: 'N04',
      likelihood: 'possible',
      message: 'Plain HTTP was spoken to a TLS port, which at times breaks off without a word.',
      mend: 'service.schema: https',
    },
  ],
  'ipv6-host': [
    {
      id: 'E06',
      likelihood: 'certain',
      message: 'The address is an IPv6 address without brackets, as KUBERNETES_SERVICE_HOST has it in an IPv6 cluster.',
      mend: 'service.host: a name, or an IPv4 address',
    },
  ],
  'unknown-authority': [
    {
      id: 'N06',
      likelihood: 'certain',
      message: 'The certificate is of an authority that is not trusted here.',
      mend: ({ program }) => TRUST[program ?? 'gateway'],
    },
  ],
  'other-name': [
    {
      id: 'N07',
      likelihood: 'certain',
      message: 'The certificate is for other names than this address. The gateway does not compare names; kubectl and curl do.',
      mend: 'use a name that the certificate has, or add this one to it (kubeadm: certSANs)',
    },
  ],
  'not-valid-now': [
    {
      id: 'N08',
      likelihood: 'certain',
      message: 'The certificate is not valid now: it has expired, or the clock here is wrong.',
      mend: 'set the clock, or renew the certificate (kubeadm certs renew all)',
    },
  ],
  'no-such-server-name': [
    {
      id: 'N09',
      likelihood: 'certain',
      message: 'The endpoint wants a server name in the TLS handshake, and the gateway sends none.',
      mend: 'service.host: an address that needs no SNI',
    },
  ],
  'tls-on-http-port': [
    {
      id: 'N05',
      likelihood: 'certain',
      message: 'TLS was spoken to a plain HTTP port, such as that of kubectl proxy.',
      mend: 'service.schema: http',
    },
  ],
  'http-on-tls-port': [
    { id: 'N04', likelihood: 'certain', message: 'Plain HTTP was sent to a TLS port.', mend: 'service.schema: https' },
  ],
  tls: [
    {
      id: 'N19',
      likelihood: 'most likely',
      message: 'The TLS handshake fails.',
      mend: 'look for the line that nginx wrote just before: SSL_do_handshake() failed',
    },
    {
      id: 'N09',
      likelihood: 'possible',
      message: 'The endpoint wants a server name in the handshake, and the gateway sends none.',
      when: isOfGateway,
      mend: 'service.host: an address that needs no SNI',
    },
    { id: 'N05', likelihood: 'possible', message: 'The port speaks plain HTTP.', mend: 'service.schema: http' },
  ],
  other: [
    {
      id: 'N02',
      likelihood: 'possible',
      message: 'The API server cannot be reached.',
      mend: 'let the gateway through to the API server',
    },
    {
      id: 'N19',
      likelihood: 'possible',
      message: 'The TLS handshake fails.',
      mend: 'look for the line that nginx wrote just before',
    },
  ],
};

/** Each program is told by itself whom to trust. */
const TRUST = {
  gateway: 'apisix.ssl.ssl_trusted_certificate: the CA of the cluster, or service.ssl_verify: false',
  kubectl: 'certificate-authority in the kubeconfig: the CA of the cluster',
  curl: 'curl --cacert FILE, with the CA of the cluster',
} as const;

function isOfGateway({ program }: Dial): boolean {
  return program === 'gateway';
}

function isLocal({ host }: Dial): boolean {
  return host !== undefined && isLoopback(host.replace(/^\[(.*)\]$/, '$1'));
}

function isClusterName({ host }: Dial): boolean {
  return host !== undefined && /(?:\.svc(?:\.cluster\.local)?|^kubernetes(?:\.default)?)\.?$/.test(host);
}

/** Private networks that Kubernetes takes for Services unless told otherwise. */
function isServiceAddress({ host }: Dial): boolean {
  return host !== undefined && /^(?:10\.96\.0\.1|10\.43\.0\.1|10\.0\.0\.1|172\.20\.0\.1|10\.100\.0\.1|172\.30\.0\.1)$/.test(host);
}
