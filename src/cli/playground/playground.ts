import { UserError } from '../../findings/user-error.ts';
import { parseFault } from '../../playground/faults/plan.ts';
import { startPlayground } from '../../playground/playground.ts';
import type { Playground } from '../../playground/playground.ts';
import { playgroundText } from '../../report/playground-text.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import { demo } from './demo.ts';
import { writePlaygroundFiles } from './files.ts';
import type { PlaygroundFlags } from './flags.ts';

/** Serves until the host's signal aborts, then rejects with its reason; a demo ends by itself. Leaves nothing behind. */
export async function playground(flags: PlaygroundFlags, host: Host): Promise<ExitCode> {
  const server = await start(flags);
  try {
    server.seed({ services: flags.services });
    const files = await writePlaygroundFiles(server, flags.dir);
    try {
      if (flags.demo === true) await demo(server, files, host);
      else {
        host.stdout.stream.write(playgroundText({ url: server.url, ...files }, pageOf(host, host.stdout)));
        await aborted(host.signal);
      }
    } finally {
      await files.remove();
    }
  } finally {
    await server.close();
  }
  return EXIT.good;
}

async function start({ port, fault }: PlaygroundFlags): Promise<Playground> {
  for (const text of fault) {
    const parsed = parseFault(text);
    if (!parsed.ok) throw new UserError(`--fault: ${parsed.message}`);
  }
  try {
    return await startPlayground({ faults: fault, ...(port === undefined ? {} : { port }) });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))) throw error;
    throw new UserError(`cannot listen on port ${port}: ${error.code === 'EACCES' ? 'permission denied' : 'it is in use'}`, {
      hint: 'leave --port out to get a free one',
      cause: error,
    });
  }
}

/** Never resolves. */
async function aborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted();
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }); // DOM allows any value here; the host's is an Error
  });
}
