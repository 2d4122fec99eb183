import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { CommandError } from './command-error.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addDumpCommand } from './commands/dump.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addLintCommand } from './commands/lint.ts';
import { addPlaygroundCommand } from './commands/playground.ts';
import { addResolveCommand } from './commands/resolve.ts';
import { addRulesCommand } from './commands/rules.ts';
import { addSetupRbacCommand } from './commands/setup-rbac.ts';
import { addTeardownRbacCommand } from './commands/teardown-rbac.ts';
import { addTokenCommand } from './commands/token.ts';
import type { ExitCode } from './exit-code.ts';
import { HELP_LAYOUT } from './help.ts';
import type { Host, Output } from './host.ts';
import { DEFAULT_COLUMNS } from '../terminal/page.ts';

/** What a command is given: its surroundings, and where to leave its exit code. */
export interface CommandContext {
  readonly host: Host;
  readonly finish: (code: ExitCode) => void;
}

/** Every command there is, one line each. Their work is imported only when one of them runs. */
const COMMANDS: readonly ((program: Command, context: CommandContext) => void)[] = [
  addResolveCommand,
  addDumpCommand,
  addDoctorCommand,
  addLintCommand,
  addRulesCommand,
  addExplainCommand,
  addSetupRbacCommand,
  addTeardownRbacCommand,
  addTokenCommand,
  addPlaygroundCommand,
];

/** The whole command line. `finish` gets the exit code of the command that ran; whatever else happens is thrown. */
export function createProgram(host: Host, finish: CommandContext['finish']): Command {
  const program = new Command('k8s-disco')
    .description("See what Apache APISIX's Kubernetes service discovery sees.")
    .version(packageJson.version)
    .exitOverride()
    .configureHelp(HELP_LAYOUT)
    .configureOutput({
      writeOut: (text) => void host.stdout.stream.write(text),
      writeErr: (text) => void host.stderr.stream.write(text),
      getOutHelpWidth: () => widthOf(host.stdout),
      getErrHelpWidth: () => widthOf(host.stderr),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      // The error is thrown, and told where all errors are.
      outputError: () => {},
    })
    .addHelpText('after', '\nRun k8s-disco COMMAND --help for its options and examples.');
  for (const add of COMMANDS) add(program, { host, finish });
  nameErrors(program, []);
  return program;
}

/** Makes every command below `parent` throw its errors under its whole name, such as `token get`. */
function nameErrors(parent: Command, path: readonly string[]): void {
  for (const command of parent.commands) {
    const names = [...path, command.name()];
    command.exitOverride((error) => {
      throw new CommandError(names.join(' '), error);
    });
    nameErrors(command, names);
  }
}

function widthOf({ columns = DEFAULT_COLUMNS }: Output): number {
  return columns;
}
