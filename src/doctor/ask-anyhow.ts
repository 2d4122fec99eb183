import { NO_CREDENTIALS } from '../kube/credentials.ts';
import { createTransport } from '../kube/http-transport.ts';
import { KubeError } from '../kube/kube-error.ts';
import type { Transport } from '../kube/transport.ts';
import type { ExaminedCluster } from './examined-cluster.ts';

/** What anybody may ask an API server: with the credentials, or without any where there are none to send. Rejects as `ask` does. */
export async function askAnyhow<T>(
  { connection, transport }: ExaminedCluster,
  ask: (transport: Transport) => Promise<T>,
): Promise<T> {
  try {
    return await ask(transport);
  } catch (error) {
    if (!isUnsent(error)) throw error;
  }
  const anonymous = createTransport({ ...connection, credentials: NO_CREDENTIALS });
  try {
    return await ask(anonymous);
  } finally {
    anonymous.close();
  }
}

function isUnsent(error: unknown): boolean {
  return error instanceof KubeError && (error.details.cause === 'empty-token' || error.details.cause === 'no-credentials');
}
