import { Option } from 'commander';
import type { Command } from 'commander';
import { examples } from '../examples.ts';
import { EXPLAIN_FORMATS } from '../explain/flags.ts';
import type { ExplainFlags } from '../explain/flags.ts';
import { gatewayVersionOption, outputOption } from '../options.ts';
import type { CommandContext } from '../program.ts';

/** `explain`: what the lines of a log may come from, and what an id means. */
export function addExplainCommand(program: Command, { host, finish }: CommandContext): void {
  program
    .command('explain')
    .description(
      "Say what the lines of a gateway's log, of kubectl or of curl may come from, how to prove it and how to mend it; or what an id means. It asks no cluster, and ends with 0 whatever it finds.",
    )
    .argument(
      '[INPUT...]',
      'logs, also .gz; - is stdin, and so is nothing; a line itself, in quotes; or ids and names of rules and checks',
    )
    .addOption(
      new Option('-f, --follow', 'go on as the file grows, until interrupted; tell each kind of line when it first comes'),
    )
    .addOption(outputOption(EXPLAIN_FORMATS))
    .addOption(gatewayVersionOption({ default: 'any release, unless a line tells' }))
    .addHelpText('after', EXAMPLES)
    .action(async (words: readonly string[], flags: Omit<ExplainFlags, 'words'>) => {
      const { runExplain } = await import('../explain/run-explain.ts');
      finish(await runExplain({ ...flags, words }, host));
    });
}

const EXAMPLES = examples([
  ['why does it answer 503?', 'k8s-disco explain error.log'],
  ['in a cluster, as it happens', 'kubectl logs -f deploy/apisix | k8s-disco explain --follow -'],
  ['a port without quotes', 'k8s-disco explain C01'],
]);
