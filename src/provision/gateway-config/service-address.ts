import type { GatewayService } from './entry.ts';

/** `https://10.1.0.5:6443`, also where variables stand in it. */
export function addressText({ schema, host, port }: GatewayService): string {
  return `${schema}://${host}:${port}`;
}

/** The first `${VAR}` or `${{VAR}}` in a value of a config, without what stands around it; undefined where there is none. */
export function referenceIn(value: string | undefined): string | undefined {
  return /\$\{\{.*?\}\}|\$\{.*?\}/.exec(value ?? '')?.[0];
}
