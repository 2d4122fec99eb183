import type { Connection } from '../kube/connection.ts';
import { introductionText } from '../report/conversation.ts';
import type { Host } from './host.ts';
import type { ConversationFlags } from './options.ts';
import { pageOf } from './pages.ts';

/** With `-v`, says on stderr which API servers are asked, as whom, and who said so. */
export function introduce(connections: readonly Connection[], { verbose }: ConversationFlags, host: Host): void {
  if (verbose !== true) return;
  host.stderr.stream.write(introductionText(connections, pageOf(host, host.stderr)));
}
