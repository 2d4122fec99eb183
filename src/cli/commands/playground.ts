import { Option } from 'commander';
import type { Command } from 'commander';
import { examples } from '../examples.ts';
import { countOption } from '../options.ts';
import type { PlaygroundFlags } from '../playground/flags.ts';
import type { CommandContext } from '../program.ts';

/** `playground`: a simulated API server to try the tool on. */
export function addPlaygroundCommand(program: Command, { host, finish }: CommandContext): void {
  program
    .command('playground')
    .description('Run a simulated Kubernetes API server on this machine, with services to resolve, until interrupted.')
    .addOption(new Option('--port <N>', 'instead of a free one').argParser(countOption('--port', { min: 1, max: 65_535 })))
    .addOption(
      new Option('--fault <KIND[:TIMES]>', 'misbehave, such as 401, 410, slow or drop:1; may be repeated')
        .argParser((fault, faults: readonly string[]) => [...faults, fault])
        .default([], 'none'),
    )
    .addOption(
      new Option('--services <N>', 'numbered services beside those with names')
        .argParser(countOption('--services', { min: 0, max: 100_000 }))
        .default(0),
    )
    .option('--dir <DIR>', 'where to put the kubeconfig and the gateway config')
    .option('--demo', 'show the tool at work, and end')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: PlaygroundFlags) => {
      const { playground } = await import('../playground/playground.ts');
      finish(await playground(flags, host));
    });
}

const EXAMPLES = examples([
  ['then paste the commands that it prints into another terminal', 'k8s-disco playground'],
  ['many services, and watches that lose their history', 'k8s-disco playground --fault 410 --services 1000'],
  ['the short tour', 'k8s-disco playground --demo'],
]);
