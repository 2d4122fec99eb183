import { CommanderError } from 'commander';

/** What commander has to say of one command's words, or its help. */
export class CommandError extends CommanderError {
  /** `lint`, or of a command within another both names: `token get`. */
  readonly command: string;

  constructor(command: string, { exitCode, code, message }: CommanderError) {
    super(exitCode, code, message);
    this.command = command;
  }
}
