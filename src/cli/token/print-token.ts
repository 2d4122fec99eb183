import type { Asking } from '../../kube/ask.ts';
import { failureOf } from '../../kube/failure.ts';
import { findConnection } from '../../kube/find-connections.ts';
import { createTransport } from '../../kube/http-transport.ts';
import { KubeError } from '../../kube/kube-error.ts';
import type { Transport } from '../../kube/transport.ts';
import { refusalText } from '../../report/failure.ts';
import type { AskedPlace, TokenReport } from '../../token/report.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { introduce } from '../introduce.ts';
import { namespaceOf } from '../object-names.ts';
import { pageOf } from '../pages.ts';
import { whileShown } from '../step-progress.ts';
import type { PrintFlags } from './flags.ts';
import { writeToken } from './write-token.ts';

/** The API server that is asked, and where in it. */
interface AskedCluster extends Asking<Transport>, AskedPlace {
  /** `--namespace`, else that of the kubeconfig's context, else `default`. */
  readonly namespace: string;
}

/**
 * Has `ask` get a token from the API server that the flags name, and writes what came of it. Where the server refuses or cannot be reached,
 * says so on stderr, and who named it.
 */
export async function printToken(
  flags: PrintFlags,
  host: Host,
  ask: (cluster: AskedCluster) => Promise<TokenReport>,
): Promise<ExitCode> {
  const connection = await findConnection(flags, host);
  introduce([connection], flags, host);
  const { name: cluster, flags: address = [], source } = connection;
  const namespace = namespaceOf(flags.namespace, connection.namespace);
  const transport = createTransport(connection);
  const asked = { transport, signal: host.signal, cluster, address, namespace };
  try {
    const report = await whileShown({ ...flags, cluster, step: 'asking for the token' }, host, () => ask(asked));
    return await writeToken(report, flags, host);
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    host.stderr.stream.write(refusalText({ ...failureOf(error), source }, pageOf(host, host.stderr)));
    return EXIT.unchecked;
  } finally {
    transport.close();
  }
}
