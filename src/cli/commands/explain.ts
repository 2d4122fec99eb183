import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { CommandContext } from '../program.ts';

/** `explain`: what an id means. */
export function addExplainCommand(program: Command, { host, finish }: CommandContext): void {
  program
    .command('explain')
    .description('Say what an id such as C01 means, why it matters and how to mend it.')
    .argument('<ID...>', 'ids as findings and errors show them')
    .addHelpText('after', EXAMPLES)
    .action(async (ids: readonly string[]) => {
      const { explainIds } = await import('../rules/explain-ids.ts');
      finish(explainIds(ids, host));
    });
}

const EXAMPLES = examples([
  ['a port without quotes', 'k8s-disco explain C01'],
  ['several at once', 'k8s-disco explain S01 S02'],
]);
