// npm run e2e:assets: builds the control plane for the end-to-end suite, once for each state of its sources, and prints its path.
// Plain JavaScript, so that it runs on every supported Node before anything is built.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { controlPlaneBinary, controlPlaneSource } from './e2e-cache.mjs';

const binary = controlPlaneBinary(process.env);
if (!existsSync(binary)) {
  const failure = build(binary);
  if (failure !== undefined) {
    console.error(failure);
    process.exit(1);
  }
}
console.log(binary);

/**
 * Builds under a temporary name and renames, so that an interrupted build leaves nothing that looks finished.
 *
 * @param {string} target
 * @returns {string | undefined} why there is no binary, in one line
 */
function build(target) {
  console.error('Building etcd, kube-apiserver, kube-controller-manager and kubectl with Go: about 5 minutes the first time.');
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}`;
  const args = ['build', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${versionFlags()}`, '-o', unfinished, '.'];
  try {
    const { error, status } = spawnSync('go', args, {
      cwd: controlPlaneSource,
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (error !== undefined)
      return `Cannot run go (${error.message}). Install Go 1.26, or set KUBEBUILDER_ASSETS to envtest binaries.`;
    if (status !== 0) return `go build failed in ${controlPlaneSource}; its messages are above.`;
    renameSync(unfinished, target);
    return undefined;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/**
 * A release build gets its version from the linker; without these flags the API server would call itself v0.0.0-master.
 *
 * @returns {string}
 */
function versionFlags() {
  const module = readFileSync(join(controlPlaneSource, 'go.mod'), 'utf8');
  const found = /^\s*k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\S+)/m.exec(module);
  if (found === null) throw new Error('test/e2e/controlplane/go.mod does not require k8s.io/kubernetes');
  const [, gitVersion, gitMajor, gitMinor] = found;
  return Object.entries({ gitVersion, gitMajor, gitMinor })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
}
