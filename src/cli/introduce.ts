import { introductionText } from '../../report/conversation.ts';
import type { Host } from '../host.ts';
import type { ConversationFlags } from '../options.ts';
import { pageOf } from '../pages.ts';
import type { Target } from './targets.ts';

/** With `-v`, says on stderr which API servers are asked, as whom, and who said so. */
export function introduce(targets: readonly Pick<Target, 'connection'>[], { verbose }: ConversationFlags, host: Host): void {
  if (verbose !== true) return;
  const connections = targets.map(({ connection }) => connection);
  host.stderr.stream.write(introductionText(connections, pageOf(host, host.stderr)));
}
