import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  const made = dir === undefined ? await mkdtemp(join(tmpdir(), 'k8s-disco-')) : await mkdir(dir, { recursive: true });
  const directory = dir ?? made ?? tmpdir();
  const kubeconfig = join(directory, 'kubeconfig');
  const config = join(directory, 'config.yaml');
  const written: string[] = [];
  const remove = async (): Promise<void> => {
    for (const path of made === undefined ? written : [made]) await rm(path, { recursive: true, force: true });
  };
  try {
    for (const [path, text] of [
      [kubeconfig, playground.kubeconfig()],
      [config, playground.gatewayConfig()],
    ] as const) {
      await writeFile(path, text, { mode: 0o600, flag: 'wx' });
      written.push(path);
    }
  } catch (error) {
    await remove();
    throw new UserError(`cannot write into ${directory}: ${readingFailure(error)}`, {
      hint: 'give another directory with --dir',
      cause: error,
    });
  }
  return { kubeconfig, config, remove };
}
