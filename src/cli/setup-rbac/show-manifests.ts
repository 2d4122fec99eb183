import type { KubeObject } from '../../kube/kube-object.ts';
import { manifestsList, manifestsText } from '../../provision/manifests-text.ts';
import { manifestsOf } from '../../provision/manifests.ts';
import { nameSecret } from '../../provision/wish.ts';
import { jsonText } from '../../report/json-text.ts';
import { manifestsPlan } from '../../report/provision/manifests-plan.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import { applyCommands } from './command-line.ts';
import type { SetupFlags } from './flags.ts';
import { findWish } from './targets.ts';

/** `--dry-run=client`: the manifests alone, for kubectl and for Git. No cluster is asked. */
export async function showManifests(flags: SetupFlags, host: Host): Promise<ExitCode> {
  const objects = manifestsOf(nameSecret(await findWish(flags, host)));
  host.stdout.stream.write(textOf(objects, flags, host));
  return EXIT.good;
}

function textOf(objects: readonly KubeObject[], flags: SetupFlags, host: Host): string {
  const { output } = flags;
  switch (output) {
    case 'yaml':
      return manifestsText(objects);
    case 'json':
      return jsonText(manifestsList(objects));
    case 'table':
      return manifestsPlan(objects, { commands: applyCommands(flags), page: pageOf(host, host.stdout) });
    default:
      return output satisfies never;
  }
}
