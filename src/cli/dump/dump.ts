import { discoveryDump, withoutTokens } from '../../apisix/control-api.ts';
import { UserError } from '../../findings/user-error.ts';
import { dumpText } from '../../report/dump-text.ts';
import { jsonText } from '../../report/json-text.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { readGatewayConfig } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import { afterFirstLists } from '../live-discovery.ts';
import { pageOf } from '../pages.ts';
import type { DumpFlags } from './flags.ts';

/** Lists every cluster once and prints the dump of a gateway that has done the same; nothing where no cluster could be listed. */
export async function dump(flags: DumpFlags, host: Host): Promise<ExitCode> {
  const { gatewayVersion: release, output, showSecrets } = flags;
  if (release.dump === 'none') {
    throw new UserError(`APISIX ${release.version} has no dump of Kubernetes discovery: it came with 3.10.0`, {
      hint: 'k8s-disco resolve --all shows the same for every release',
    });
  }
  const gateway = await readGatewayConfig(flags, host);
  const { mode, raw } = gateway.discovery;
  return afterFirstLists({ gateway, flags, host }, async ({ clusters }) => {
    const listed = clusters.filter(({ state }) => state.lists > 0);
    if (listed.length > 0) {
      const document = discoveryDump({
        release,
        mode,
        config: showSecrets === true ? raw : withoutTokens(raw),
        clusters: clusters.map(({ setup: { id }, view: { dict } }) => ({ id, dict })),
      });
      const text = output === 'json' ? jsonText(document) : dumpText(document, pageOf(host, host.stdout));
      host.stdout.stream.write(text);
    }
    return listed.length === clusters.length ? EXIT.good : EXIT.unchecked;
  });
}
