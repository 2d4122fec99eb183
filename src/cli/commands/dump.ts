import type { Command } from 'commander';
import { examples } from '../examples.ts';
import { clusterOptions, gatewayOptions, outputOption, verboseOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { DUMP_FORMATS } from '../dump/flags.ts';
import type { DumpFlags } from '../dump/flags.ts';

/** `dump`: what the gateway's control API would show. */
export function addDumpCommand(program: Command, { host, finish }: CommandContext): void {
  const command = program
    .command('dump')
    .description("Print what the gateway's control API answers to /v1/discovery/kubernetes/dump.")
    .addOption(outputOption(DUMP_FORMATS))
    .option('--show-secrets', 'print tokens of the config, as the gateway does');
  for (const option of [...gatewayOptions(), ...clusterOptions(), verboseOption()]) command.addOption(option);
  command.addHelpText('after', EXAMPLES).action(async (flags: DumpFlags) => {
    const { dump } = await import('../dump/dump.ts');
    finish(await dump(flags, host));
  });
}

const EXAMPLES = examples([
  ['to compare with curl http://127.0.0.1:9090/v1/discovery/kubernetes/dump', 'k8s-disco dump --config config.yaml'],
  ['a line for each port', 'k8s-disco dump -o table'],
]);
