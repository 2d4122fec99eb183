import type { IssuedAccount } from './account.ts';

/** Where a playground listens. */
export interface Whereabouts {
  readonly url: string;
  readonly caPem: string | undefined;
}

/** A kubeconfig with one context, `playground`. */
export function kubeconfigText({ url, caPem }: Whereabouts, { name, token }: IssuedAccount): string {
  const authority = caPem === undefined ? '' : `    certificate-authority-data: ${Buffer.from(caPem).toString('base64')}\n`;
  return `apiVersion: v1
kind: Config
clusters:
- name: playground
  cluster:
    server: ${url}
${authority}users:
- name: ${name}
  user:
    token: ${token}
contexts:
- name: playground
  context:
    cluster: playground
    user: ${name}
current-context: playground
`;
}

/**
 * The `discovery` block of the gateway's config.yaml. The port is quoted because the gateway's schema takes only a string, and the
 * certificate goes unchecked because only releases from 3.17 on could check it.
 */
export function gatewayConfigText({ url }: Whereabouts, { token }: IssuedAccount): string {
  const { protocol, hostname, port } = new URL(url);
  return `discovery:
  kubernetes:
    service:
      schema: ${protocol.slice(0, -1)}
      host: ${hostname}
      port: "${port}"
    client:
      token: ${token}
`;
}
