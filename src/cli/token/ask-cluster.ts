import type { Asking } from '../../kube/ask.ts';
import { failureOf } from '../../kube/failure.ts';
import { findConnection } from '../../kube/find-connections.ts';
import { createTransport } from '../../kube/http-transport.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { Transport } from '../../kube/transport.ts';
import { refusalText } from '../../report/failure.ts';
import type { AskedPlace } from '../../token/report.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import type { ServerFlags } from '../options.ts';
import { pageOf } from '../pages.ts';

/** The API server that a command asks, and where in it. */
export interface AskedCluster extends Asking<Transport>, AskedPlace {
  /** `--namespace`, else that of the kubeconfig's context, else `default`. */
  readonly namespace: string;
}

/** Hands the one API server that the flags name to `work`, and says on stderr who named it where it refuses or cannot be reached. */
export async function askCluster(
  flags: ServerFlags & { readonly namespace?: string },
  host: Host,
  work: (cluster: AskedCluster) => Promise<ExitCode>,
): Promise<ExitCode> {
  const connection = await findConnection(flags, host);
  const { name: cluster, flags: address = [], source } = connection;
  const transport = createTransport(connection);
  try {
    const namespace = flags.namespace ?? connection.namespace ?? 'default';
    return await work({ transport, signal: host.signal, cluster, address, namespace });
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    host.stderr.stream.write(refusalText({ ...failureOf(error), source }, pageOf(host, host.stderr)));
    return EXIT.unchecked;
  } finally {
    transport.close();
  }
}
