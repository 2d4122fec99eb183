import type { Connection } from '../../kube/connection.ts';
import type { GatewayService } from './entry.ts';

/** `https://10.1.0.5:6443`, also where variables stand in it. */
export function addressText({ schema, host, port }: GatewayService): string {
  return `${schema}://${host}:${port}`;
}

/** The first `${VAR}` or `${{VAR}}` in a value of a config, without what stands around it; undefined where there is none. */
export function referenceIn(value: string | undefined): string | undefined {
  return /\$\{\{.*?\}\}|\$\{.*?\}/.exec(value ?? '')?.[0];
}

/**
 * Where a config leads the gateway; undefined where variables say. What is the address of the connection is given as that is, with the path
 * that the config cannot have.
 */
export function urlOf(service: GatewayService, { server }: Connection): URL | undefined {
  const text = addressText(service);
  if (referenceIn(text) !== undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.origin === server.origin ? server : url;
}
