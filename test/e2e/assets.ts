import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { controlPlaneBinary } from '../../scripts/e2e-cache.mjs';

/** A program and the arguments that always come first. */
export type Command = readonly [file: string, ...args: string[]];

/** The programs a control plane is made of. */
export interface Assets {
  readonly etcd: Command;
  readonly apiServer: Command;
  /** envtest ships none: tests that need it skip. */
  readonly controllerManager: Command | undefined;
  readonly kubectl: Command;
}

type AssetsFound = { readonly kind: 'found'; readonly assets: Assets } | { readonly kind: 'missing'; readonly reason: string };

/**
 * Finds the programs: in the directory KUBEBUILDER_ASSETS, as envtest names them, or else the binary that `npm run e2e:assets`
 * caches. A KUBEBUILDER_ASSETS that lacks one is reported, never passed over. The reason is one line and names both ways.
 */
export function findAssets(env: NodeJS.ProcessEnv = process.env): AssetsFound {
  const directory = env['KUBEBUILDER_ASSETS'];
  return directory ? inDirectory(directory) : inCache(env);
}

/** The programs, or an error whose message is the one-line reason of {@link findAssets}. */
export function requireAssets(): Assets {
  const found = findAssets();
  if (found.kind === 'missing') throw new Error(found.reason);
  return found.assets;
}

function inDirectory(directory: string): AssetsFound {
  const missing = ['etcd', 'kube-apiserver', 'kubectl'].filter((name) => !existsSync(join(directory, name)));
  if (missing.length > 0) {
    const reason = `KUBEBUILDER_ASSETS=${directory} lacks ${missing.join(', ')}: complete it, or unset it and run: npm run e2e:assets`;
    return { kind: 'missing', reason };
  }
  const controllerManager = join(directory, 'kube-controller-manager');
  return {
    kind: 'found',
    assets: {
      etcd: [join(directory, 'etcd')],
      apiServer: [join(directory, 'kube-apiserver')],
      controllerManager: existsSync(controllerManager) ? [controllerManager] : undefined,
      kubectl: [join(directory, 'kubectl')],
    },
  };
}

function inCache(env: NodeJS.ProcessEnv): AssetsFound {
  const binary = controlPlaneBinary(env);
  if (!existsSync(binary)) {
    const reason =
      'No control plane to test against: run npm run e2e:assets (needs Go), or set KUBEBUILDER_ASSETS to envtest binaries.';
    return { kind: 'missing', reason };
  }
  return {
    kind: 'found',
    assets: {
      etcd: [binary, 'etcd'],
      apiServer: [binary, 'kube-apiserver'],
      controllerManager: [binary, 'kube-controller-manager'],
      kubectl: [binary, 'kubectl'],
    },
  };
}
