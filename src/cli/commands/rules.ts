import type { Command } from 'commander';
import { examples } from '../examples.ts';
import { outputOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { RULES_FORMATS } from '../rules/formats.ts';
import type { RulesFormat } from '../rules/formats.ts';

/** `rules`: what lint looks for. */
export function addRulesCommand(program: Command, { host, finish }: CommandContext): void {
  program
    .command('rules')
    .description('List the rules of lint: docs/rules.md in short.')
    .addOption(outputOption(RULES_FORMATS))
    .addHelpText('after', EXAMPLES)
    .action(async ({ output }: { readonly output: RulesFormat }) => {
      const { showRules } = await import('../rules/show-rules.ts');
      finish(showRules(output, host));
    });
}

const EXAMPLES = examples([
  ['every rule in a line', 'k8s-disco rules'],
  ['the same for a program', 'k8s-disco rules -o json'],
]);
