import { CommanderError } from 'commander';
import { EXIT, exitCodeOfAbort } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import type { Host } from './host.ts';
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
    return code;
  } catch (error) {
    if (host.signal.aborted && error === host.signal.reason) return exitCodeOfAbort(error);
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.good;
    // Help for want of a command; it is on stderr already.
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    const { reportFailure } = await import('./report-failure.ts');
    return reportFailure(error, host);
  }
}
