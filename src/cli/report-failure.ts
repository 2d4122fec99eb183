import { CommanderError } from 'commander';
import { UserError } from '../findings/user-error.ts';
import { KubeError } from '../kube/kube-error.ts';
import { bugText, refusalText, userErrorText } from '../report/failure.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { pageOf } from './pages.ts';

/** Says on stderr why a command gave up, and answers its exit code. The one place where errors become text. */
export function reportFailure(error: unknown, host: Host): ExitCode {
  const page = pageOf(host, host.stderr);
  const write = (text: string) => void host.stderr.stream.write(text);
  const userErrors = userErrorsOf(error);
  if (userErrors.length > 0) {
    for (const one of userErrors) write(userErrorText(one, page));
    return EXIT.usage;
  }
  if (error instanceof KubeError) {
    write(refusalText(error, page));
    return EXIT.unchecked;
  }
  write(bugText(error, page));
  return EXIT.internal;
}

/** What the user can mend: one error, several at once, or what commander has to say. Empty for anything else. */
function userErrorsOf(error: unknown): readonly UserError[] {
  if (error instanceof UserError) return [error];
  if (error instanceof CommanderError) return [usageError(error)];
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return errors.every((one) => one instanceof UserError) ? errors : [];
}

/** Commander's words without its prefix, its guess as the hint, and without what follows `=`, which may be a token behind a misspelt flag. */
function usageError(error: CommanderError): UserError {
  const { message } = error;
  const command = error instanceof CommandError ? ` ${error.command}` : '';
  const [first = '', guess] = message.replace(/^error: /, '').split('\n');
  const text = first.replace(/^(unknown option '--?[\w-]+)=.*/s, "$1'");
  return new UserError(text, { hint: guess?.replace(/^\((.*)\)$/, '$1') ?? `See k8s-disco${command} --help` });
}
