import { Option } from 'commander';
import type { Command } from 'commander';
import { CATEGORIES } from '../../doctor/category.ts';
import { THRESHOLDS } from '../../doctor/threshold.ts';
import { UserError } from '../../findings/user-error.ts';
import { DOCTOR_OUTPUTS } from '../doctor/flags.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import { examples } from '../examples.ts';
import {
  choicesOption,
  choiceOption,
  controlApiOption,
  durationOption,
  fileOption,
  gatewayVersionOption,
  outputOption,
  repeatable,
  serverOptions,
} from '../options.ts';
import type { CommandContext } from '../program.ts';

/** `doctor`: why a gateway discovers nothing, and what mends it. */
export function addDoctorCommand(program: Command, { host, finish }: CommandContext): void {
  const command = program
    .command('doctor')
    .description("Find out why a gateway's discovery does not work: name the cause and what mends it. Changes nothing.")
    .argument('[NAME...]', 'service_names that are to have nodes')
    .option('--config <FILE>', "the gateway's config.yaml; its token and addresses are used")
    .addOption(
      new Option('--routes <PATH>', 'routes, upstreams and services whose service_names are to have nodes; several times')
        .argParser(repeatable)
        .default([], 'none'),
    )
    .addOption(gatewayVersionOption({ default: 'that of the control API, else the newest' }))
    .option('--slices', 'as with watch_endpoint_slices: true')
    .option('-E, --env-file <FILE>', "the gateway's environment, as KEY=VALUE lines, in place of this one")
    .addOption(
      new Option('--admin-context <[ID=]CONTEXT>', 'a context of the kubeconfig that may read more, to tell causes apart')
        .argParser(repeatable)
        .default([], 'none'),
    )
    .addOption(
      new Option('--control-api <URL>', "the gateway's control API, such as http://127.0.0.1:9090").argParser(controlApiOption),
    )
    .addOption(
      new Option('--category <NAME>', `only these: ${CATEGORIES.join(', ')}`)
        .argParser(choicesOption('--category', CATEGORIES))
        .default([], 'all'),
    )
    .addOption(
      new Option('--check <ID>', 'only this check and what it needs; several times').argParser(repeatable).default([], 'all'),
    )
    .option('--pre', "before the gateway's account exists: could it be set up and reach the API server?")
    .addOption(
      new Option('--wait <DURATION>', 'ask again until nothing fails any more, at most so long, such as 30s').argParser(
        durationOption('--wait'),
      ),
    )
    .addOption(
      new Option('--measure-idle [DURATION]', 'hold a quiet watch for so long to see who cuts it')
        .argParser(durationOption('--measure-idle'))
        .preset('5m'),
    )
    .option('--no-dial', 'connect to no node')
    .addOption(new Option('--bundle <FILE>', 'write a support bundle (.tgz) without secrets').argParser(fileOption('--bundle')))
    .addOption(outputOption(DOCTOR_OUTPUTS))
    .addOption(
      new Option('--fail-on <OUTCOME>', `exit with 1 from this outcome on: ${THRESHOLDS.join(', ')}`)
        .argParser(choiceOption('--fail-on', THRESHOLDS))
        .default('fail'),
    );
  for (const option of serverOptions()) command.addOption(option);
  command
    .option('-v, --verbose', 'show what was skipped and the evidence of what is well, and say which API server is asked as whom')
    .addHelpText('after', EXAMPLES)
    .action(async (names: readonly string[], flags: Omit<DoctorFlags, 'names'>) => {
      const asked = { ...flags, names };
      check(asked);
      const { runDoctor } = await import('../doctor/run-doctor.ts');
      finish(await runDoctor(asked, host));
    });
}

const EXAMPLES = examples([
  ['as the gateway, and as an admin where that tells more', 'k8s-disco doctor --config config.yaml --admin-context prod'],
  ['why has this name no nodes?', 'k8s-disco doctor --config config.yaml default/plat-dev:port'],
  ['is the running gateway up to date?', 'k8s-disco doctor --config config.yaml --control-api http://127.0.0.1:9090'],
  ['to paste into an issue', 'k8s-disco doctor -o short'],
]);

/** Throws a {@link UserError} for what can be said before anything is read. */
function check({ wait, measureIdle }: DoctorFlags): void {
  if (wait !== undefined && measureIdle !== undefined)
    throw new UserError('--wait asks again and again, and --measure-idle waits by itself', { hint: 'leave one of them out' });
}
