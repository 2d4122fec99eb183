import type { Agent } from 'node:http';
import type { Authentication, Credentials } from './credentials.ts';

/** Where the answer to "which API server, as whom" was found, for verbose output and error messages. */
export type ConnectionSource =
  | { readonly kind: 'flags' }
  | { readonly kind: 'config'; readonly path: string }
  | { readonly kind: 'kubeconfig'; readonly paths: readonly string[]; readonly context: string }
  | { readonly kind: 'in-cluster' };

/** What is asked of the API server's certificate. */
export interface TlsTrust {
  /** `chain` checks signatures and dates but no name, as the gateway does with `ssl_verify: true`. */
  readonly verify: 'chain-and-name' | 'chain' | 'nothing';
  /** PEM certificates trusted instead of Node's own roots. Absent: Node's roots. */
  readonly ca?: readonly string[];
  /** The name sent (SNI) and compared instead of the URL's host; `''` sends none. */
  readonly servername?: string;
}

/** One API server: where it is, as whom it is asked, and how far it is trusted. Printing it shows no secret. */
export interface Connection {
  /** The cluster's id in multi-cluster mode. */
  readonly id: string | undefined;
  /** For people: the id, else the kubeconfig's context, else `host:port`. */
  readonly name: string;
  /** `http:` or `https:`; may carry a path, which is put in front of every request's. Holds no user name or password. */
  readonly server: URL;
  readonly source: ConnectionSource;
  /** The flags that lead there, for commands to be pasted (`addressFlags`). Absent: none was given. */
  readonly flags?: readonly string[];
  /** The namespace of the kubeconfig's context, where it names one. */
  readonly namespace?: string;
  readonly credentials: Credentials;
  readonly trust: TlsTrust;
  /**
   * The agent that goes through the kubeconfig's `proxy-url`. Absent: a direct connection like the gateway's, whatever HTTPS_PROXY
   * says.
   */
  readonly proxyAgent?: (tls: { readonly trust: TlsTrust; readonly authentication: Authentication }) => Promise<Agent>;
}

/** The source in words: `kubeconfig /home/me/.kube/config, context prod`. */
export function describeSource(source: ConnectionSource): string {
  switch (source.kind) {
    case 'flags':
      return 'the command line';
    case 'config':
      return `the gateway's config ${source.path}`;
    case 'kubeconfig':
      return `kubeconfig ${source.paths.join(', ')}, context ${source.context}`;
    case 'in-cluster':
      return 'the service account of this pod';
    default:
      return source satisfies never;
  }
}
