import { onTestFinished } from 'vitest';
import type { ExaminedCluster } from '../../src/doctor/examined-cluster.ts';
import { tokenCredentials } from '../../src/kube/credentials.ts';
import { createTransport } from '../../src/kube/http-transport.ts';
import { startPlayground } from '../../src/playground/playground.ts';
import type { Playground, PlaygroundOptions } from '../../src/playground/playground.ts';
import type { TokenPlace } from '../../src/token/token-text.ts';
import { examinedCluster } from './examined-cluster.ts';
import type { ExaminedClusterFields } from './examined-cluster.ts';

/** A playground over plain HTTP until the test ends. */
export async function playground(options: PlaygroundOptions = {}): Promise<Playground> {
  const started = await startPlayground({ scheme: 'http', ...options });
  onTestFinished(() => started.close());
  return started;
}

/** Whose token asks a playground, and where it stands: in the file `token` unless given. */
export interface Asker extends ExaminedClusterFields {
  readonly text: string;
  readonly place?: TokenPlace;
  /** The account of the playground that may read more. */
  readonly adminName?: string;
}

/** A playground to be examined as a gateway with this token. */
export function examinedPlayground(
  server: Pick<Playground, 'url' | 'account'>,
  { text, place = { kind: 'file', path: 'token' }, adminName, ...fields }: Asker,
): ExaminedCluster {
  const connectionOf = (token: string): ExaminedCluster['connection'] => ({
    id: undefined,
    name: 'test',
    server: new URL(server.url),
    source: { kind: 'flags' },
    credentials: tokenCredentials({ token, origin: 'a test', server: server.url }),
    trust: { verify: 'nothing' },
  });
  const admin = adminName === undefined ? undefined : connectionOf(server.account(adminName).token);
  const connection = connectionOf(text);
  return examinedCluster(createTransport(connection), {
    connection,
    token: { text, place },
    admin: admin && { connection: admin, transport: createTransport(admin) },
    address: ['--context', 'prod'],
    ...fields,
  });
}
