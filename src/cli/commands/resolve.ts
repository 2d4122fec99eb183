import { Option } from 'commander';
import type { Command } from 'commander';
import { UserError } from '../../findings/user-error.ts';
import { examples } from '../examples.ts';
import { clusterOptions, gatewayOptions, outputOption, verboseOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { RESOLVE_FORMATS } from '../resolve/flags.ts';
import type { ResolveFlags } from '../resolve/flags.ts';

/** `resolve`: which nodes the gateway has for a service_name, and if none, why. */
export function addResolveCommand(program: Command, { host, finish }: CommandContext): void {
  const command = program
    .command('resolve')
    .description('Show the nodes that the gateway has for a service_name, or why it has none.')
    .argument('[NAME...]', 'service_name: namespace/name:portName, in multi-cluster mode id/namespace/name:portName')
    .option('-w, --watch', 'stay and print what changes, until interrupted')
    .option('--all', 'every port of every service that the gateway knows')
    .addOption(outputOption(RESOLVE_FORMATS))
    .addOption(
      new Option('-f, --file <[ID=]FILE>', 'objects from a manifest or `kubectl get -o yaml` instead of a cluster; - is stdin')
        .argParser((file, files: readonly string[]) => [...files, file])
        .default([], 'none'),
    );
  for (const option of [...gatewayOptions(), ...clusterOptions(), verboseOption()]) command.addOption(option);
  command.addHelpText('after', EXAMPLES).action(async (names: readonly string[], flags: Omit<ResolveFlags, 'names'>) => {
    const asked = { ...flags, names };
    check(asked);
    if (flags.watch === true) {
      const { resolveWatch } = await import('../resolve/watch.ts');
      return finish(await resolveWatch(asked, host));
    }
    const { resolveOnce } = await import('../resolve/once.ts');
    finish(await resolveOnce(asked, host));
  });
}

const EXAMPLES = examples([
  ['nodes of a name, by the current kubeconfig', 'k8s-disco resolve default/plat-dev:port'],
  ["every name, and what changes, with the gateway's own account", 'k8s-disco resolve --all --watch --config config.yaml'],
  ['without a cluster', 'kubectl get endpoints,services -A -o yaml | k8s-disco resolve --all -f -'],
]);

/** Throws a {@link UserError} for what can be said before anything is read. */
function check({ names, all, watch, output, file }: ResolveFlags): void {
  if (names.length === 0 && all !== true) {
    throw new UserError('no name to resolve', {
      hint: 'k8s-disco resolve namespace/name:portName, or --all to see what is there',
    });
  }
  if (names.length > 0 && all === true) throw new UserError('--all resolves every name, so give no NAME with it');
  if (watch === true && file.length > 0)
    throw new UserError('--watch needs a cluster, and -f reads files', { hint: 'leave one of them out' });
  if (watch === true && output !== 'table' && output !== 'json') {
    throw new UserError(`--watch prints lines of text or of JSON, not ${output}`, { hint: 'use -o table or -o json' });
  }
  if (names.some((name) => name.trim() === '')) {
    throw new UserError('a NAME is empty. Write namespace/name:portName, such as default/plat-dev:http', {
      hint: 'See what is there: k8s-disco resolve --all',
    });
  }
}
