import { mkdir, mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { Playground } from '../../playground/playground.ts';

/** The files with which a playground is reached. */
export interface PlaygroundFiles {
  readonly kubeconfig: string;
  readonly config: string;
  /** Removes them, and the directory where it was made for them. */
  remove(): Promise<void>;
}

/** Writes a kubeconfig and a gateway config, for the eyes of their owner alone, as they hold tokens. Overwrites nothing. */
export async function writePlaygroundFiles(playground: Playground, dir: string | undefined): Promise<PlaygroundFiles> {
  const directory = dir ?? (await mkdtemp(join(tmpdir(), 'k8s-disco-')));
  const kubeconfig = join(directory, 'kubeconfig');
  const config = join(directory, 'config.yaml');
  const written: string[] = [];
  const write = async (path: string, text: string): Promise<void> => {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
    written.push(path);
  };
  let isOurs = dir === undefined;
  const remove = async (): Promise<void> => {
    for (const path of written) await rm(path, { force: true });
    // Left where it is when someone else has put something in it.
    if (isOurs) await rmdir(directory).catch(() => {});
  };
  try {
    if (dir !== undefined) isOurs = await makeDirectory(dir);
    await write(kubeconfig, playground.kubeconfig());
    await write(config, playground.gatewayConfig());
  } catch (error) {
    await remove();
    throw new UserError(`cannot write the kubeconfig and the config: ${readingFailure(error)}`, {
      place: { path: directory },
      hint: 'give another directory with --dir',
      cause: error,
    });
  }
  return { kubeconfig, config, remove };
}

/** Whether it was not there before. Not with `recursive`: that does not come to an end under /proc (Node 20). */
async function makeDirectory(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
