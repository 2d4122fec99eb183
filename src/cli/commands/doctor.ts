import { Option } from 'commander';
import type { Command } from 'commander';
import { CATEGORIES } from '../../doctor/category.ts';
import { THRESHOLDS } from '../../doctor/threshold.ts';
import { checkFlags } from '../doctor/check-flags.ts';
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
    .argument('[NAME...]', 'service_names that are to have nodes');
  for (const [heading, options] of OPTIONS) {
    command.optionsGroup(heading);
    for (const option of options()) command.addOption(option);
  }
  command.addHelpText('after', EXAMPLES).action(async (names: readonly string[], flags: Omit<DoctorFlags, 'names'>) => {
    const asked = { ...flags, names };
    checkFlags(asked);
    const { runDoctor } = await import('../doctor/run-doctor.ts');
    finish(await runDoctor(asked, host));
  });
}

const EXAMPLES = examples([
  ['everything that can be asked as the gateway', 'k8s-disco doctor --config config.yaml'],
  ['why has this name no nodes?', 'k8s-disco doctor --config config.yaml default/plat-dev:port'],
  ['to paste into an issue', 'k8s-disco doctor --config config.yaml -o short'],
]);

function gatewayOptions(): readonly Option[] {
  return [
    new Option('--config <FILE>', 'its config.yaml; the token and the addresses in it are used'),
    new Option('--routes <PATH>', 'routes, upstreams and services whose service_names are to have nodes; several times')
      .argParser(repeatable)
      .default([], 'none'),
    gatewayVersionOption({ default: 'that of the control API, else the newest' }),
    new Option('--slices', 'as with watch_endpoint_slices: true'),
    new Option('-E, --env-file <FILE>', 'its environment, as KEY=VALUE lines, in place of this one'),
    new Option('--control-api <URL>', 'its control API, such as http://127.0.0.1:9090').argParser(controlApiOption),
  ];
}

function checkOptions(): readonly Option[] {
  return [
    new Option('--category <NAME>', `only these: ${CATEGORIES.join(', ')}`)
      .argParser(choicesOption('--category', CATEGORIES))
      .default([], 'all'),
    new Option('--check <ID>', 'only this one and what it needs, such as token-accepted; several times, or with commas')
      .argParser((text: string, known: readonly string[]) => [...known, ...text.split(',').map((part) => part.trim())])
      .default([], 'all'),
    new Option('--pre', "before the gateway's account exists: could it be set up and reach the API server?"),
    new Option('--wait <DURATION>', 'ask again until nothing fails any more, at most so long, such as 30s').argParser(
      durationOption('--wait'),
    ),
    new Option('--measure-idle [DURATION]', 'hold a quiet watch for so long to see who cuts it')
      .argParser(durationOption('--measure-idle'))
      .preset('5m'),
    new Option('--no-dial', 'connect to no node'),
  ];
}

function reportOptions(): readonly Option[] {
  return [
    outputOption(DOCTOR_OUTPUTS),
    new Option(
      '--fail-on <OUTCOME>',
      'exit with 1 for: fail, failures; warn, warnings too; unknown, also what nobody could say; never, for none',
    )
      .argParser(choiceOption('--fail-on', THRESHOLDS))
      .default('fail'),
    new Option('--bundle <FILE>', 'also write a support bundle without secrets, such as doctor.tgz').argParser(
      fileOption('--bundle'),
    ),
    new Option(
      '-v, --verbose',
      'show what was skipped and the evidence of what is well; say on stderr which API server is asked as whom',
    ),
  ];
}

function clusterOptions(): readonly Option[] {
  return [
    ...serverOptions(),
    new Option('--admin-context <[ID=]CONTEXT>', 'a context of the kubeconfig that may read more, to tell causes apart')
      .argParser(repeatable)
      .default([], 'none'),
  ];
}

/** As the help has them, in its order. */
const OPTIONS: readonly (readonly [heading: string, options: () => readonly Option[]])[] = [
  ['Gateway:', gatewayOptions],
  ['Checks:', checkOptions],
  ['Report:', reportOptions],
  ['Cluster:', clusterOptions],
];
