import type { Command } from 'commander';
import type { CommandContext } from '../program.ts';
import { addTokenCreateCommand } from './token/create.ts';
import { addTokenGetCommand } from './token/get.ts';
import { addTokenInspectCommand } from './token/inspect.ts';
import { addTokenVerifyCommand } from './token/verify.ts';

/** Every subcommand of `token`, one line each. */
const COMMANDS: readonly ((parent: Command, context: CommandContext) => void)[] = [
  addTokenGetCommand,
  addTokenCreateCommand,
  addTokenInspectCommand,
  addTokenVerifyCommand,
];

/** `token`: the token that a gateway asks with. */
export function addTokenCommand(program: Command, context: CommandContext): void {
  const parent = program
    .command('token')
    .description('Get, issue, inspect and verify the tokens of service accounts.')
    .addHelpText('after', '\nMore of each: k8s-disco token COMMAND --help');
  for (const add of COMMANDS) add(parent, context);
}
