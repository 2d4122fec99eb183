import { CommanderError } from 'commander';
import { EXIT, exitCodeOfAbort } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import type { Host, Output } from './host.ts';
import { UserError } from '../findings/user-error.ts';
import { createProgram } from './program.ts';

/**
 * Runs the command that `argv` names (the words after the program's) and promises its exit code; never rejects. The answer goes to
 * `host.stdout`, everything else to `host.stderr`.
 */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = EXIT.good;
  const program = createProgram(host, (result) => (code = result));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    await written(host.stdout);
    if (host.signal.reason instanceof UserError) throw host.signal.reason;
    return code;
  } catch (error) {
    if (host.signal.aborted && error === host.signal.reason && !(error instanceof UserError)) return exitCodeOfAbort(error);
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.good;
    // Help for want of a command; it is on stderr already.
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    const { reportFailure } = await import('./report-failure.ts');
    return reportFailure(error, host);
  }
}

/** Resolves when everything was written, or an error of the stream has been told to its listeners. */
function written({ stream }: Output): Promise<void> {
  return new Promise((resolve) => stream.write('', () => setImmediate(resolve)));
}
