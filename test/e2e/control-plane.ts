import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ApiClient } from './api-client.ts';
import { requireAssets } from './assets.ts';
import type { Assets } from './assets.ts';
import { startComponent } from './component.ts';
import type { Component } from './component.ts';
import { apiServerFlags, controllerManagerFlags } from './component-flags.ts';
import { writeControlPlaneFiles } from './control-plane-files.ts';
import type { ControlPlaneFiles } from './control-plane-files.ts';
import { startEtcd } from './etcd.ts';
import type { Etcd } from './etcd.ts';
import { freePort } from './free-port.ts';
import { startReaper } from './reaper.ts';
import type { Reaper } from './reaper.ts';

/**
 * Starts etcd, kube-apiserver and, where there is one, kube-controller-manager, on free loopback ports, with everything they keep
 * in a temporary directory. Resolves after about 4 s, when the API server says that it is ready and the controllers have begun.
 * Rejects, with nothing left behind, when a component does not come up. The caller calls {@link ControlPlane.stop}.
 */
export async function startControlPlane(assets: Assets = requireAssets()): Promise<ControlPlane> {
  const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-e2e-'));
  const reaper = startReaper(directory);
  try {
    const { etcd: command } = assets;
    const etcd = await startEtcd({
      command,
      dataDirectory: join(directory, 'etcd'),
      logFile: join(directory, 'etcd.log'),
      reaper,
    });
    const port = await freePort();
    const url = `https://127.0.0.1:${port}`;
    const files = await writeControlPlaneFiles(directory, url);
    const controlPlane = new ControlPlane({ assets, directory, reaper, etcd, port, url, files });
    await controlPlane.startApiServer();
    await controlPlane.startControllerManager();
    return controlPlane;
  } catch (error) {
    await reaper.reap();
    throw error;
  }
}

interface Parts {
  readonly assets: Assets;
  readonly directory: string;
  readonly reaper: Reaper;
  readonly etcd: Etcd;
  readonly port: number;
  readonly url: string;
  readonly files: ControlPlaneFiles;
}

/** A running control plane. Its API server may be killed and started again, on the same port and with the same data. */
export class ControlPlane {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly caPem: string;
  readonly caFile: string;
  /** Path of a kubeconfig with a client certificate of the group system:masters. */
  readonly adminKubeconfig: string;
  /** Path of the PEM key that signs the tokens of accounts. */
  readonly serviceAccountKeyFile: string;
  /** Path of a file with one JSON audit event (audit.k8s.io/v1, level Metadata) a line: what was asked, by whom, and the answer. */
  readonly auditLog: string;
  readonly admin: ApiClient;

  readonly #parts: Parts;
  #apiServer: Component | undefined;
  #controllerManager: Component | undefined;

  constructor(parts: Parts) {
    const { url, files } = parts;
    this.#parts = parts;
    this.url = url;
    this.caPem = files.caPem;
    this.caFile = files.ca;
    this.adminKubeconfig = files.adminKubeconfig;
    this.serviceAccountKeyFile = files.serviceAccountPrivateKey;
    this.auditLog = join(parts.directory, 'audit.log');
    this.admin = new ApiClient({
      url: this.url,
      caPem: this.caPem,
      credentials: { kind: 'certificate', identity: files.adminIdentity },
    });
  }

  /** A client with this bearer token. */
  as(token: string): ApiClient {
    return new ApiClient({ url: this.url, caPem: this.caPem, credentials: { kind: 'token', token } });
  }

  /** Runs kubectl as admin and resolves to its stdout; rejects with its stderr in the message when it fails. */
  async kubectl(args: readonly string[], stdin?: string): Promise<string> {
    const [file, ...first] = this.#parts.assets.kubectl;
    const env = { ...process.env, KUBECONFIG: this.adminKubeconfig, KUBECACHEDIR: join(this.#parts.directory, 'kubectl-cache') };
    const running = promisify(execFile)(file, [...first, ...args], { env, maxBuffer: 256 * 1024 * 1024 });
    running.child.stdin?.end(stdin);
    return (await running).stdout;
  }

  /** Starts `kubectl proxy` as admin: plain HTTP on loopback, no credentials asked. Resolves when it answers. */
  async kubectlProxy(): Promise<{ readonly url: string; stop(): Promise<void> }> {
    const { assets, directory, reaper } = this.#parts;
    const port = await freePort();
    const [file, ...first] = assets.kubectl;
    const proxy = startComponent({
      command: [file, ...first, 'proxy'],
      flags: { kubeconfig: this.adminKubeconfig, port: String(port) },
      logFile: join(directory, 'kubectl-proxy.log'),
      reaper,
    });
    const url = `http://127.0.0.1:${port}`;
    await proxy.ready(async () => (await fetch(`${url}/version`)).ok);
    return { url, stop: () => proxy.kill() };
  }

  /** Ends the API server as a crash would; open watches break. */
  async killApiServer(): Promise<void> {
    await this.#apiServer?.kill();
    this.#apiServer = undefined;
  }

  /**
   * Starts the API server, with these flags beside the usual ones, and resolves when it is ready. Its watch cache begins empty: what etcd
   * has compacted is gone for good.
   */
  async startApiServer(flags: Readonly<Record<string, string>> = {}): Promise<void> {
    const { assets, directory, reaper, etcd, port, files } = this.#parts;
    this.#apiServer = startComponent({
      command: assets.apiServer,
      flags: { ...apiServerFlags({ etcdUrl: etcd.url, port, files, auditLog: this.auditLog }), ...flags },
      logFile: join(directory, 'kube-apiserver.log'),
      reaper,
    });
    await this.#apiServer.ready(async () => (await this.admin.send('GET', '/readyz')).status === 200);
  }

  /**
   * Starts the controllers, with these flags instead of or beside the usual ones, and resolves when they have begun to work: every namespace gets
   * an account named default. Does nothing where there is no kube-controller-manager.
   */
  async startControllerManager(flags: Readonly<Record<string, string>> = {}): Promise<void> {
    const { assets, directory, reaper, files } = this.#parts;
    if (assets.controllerManager === undefined) return;
    this.#controllerManager = startComponent({
      command: assets.controllerManager,
      flags: { ...controllerManagerFlags(files), ...flags },
      logFile: join(directory, 'kube-controller-manager.log'),
      reaper,
    });
    const account = '/api/v1/namespaces/default/serviceaccounts/default';
    await this.#controllerManager.ready(async () => (await this.admin.send('GET', account)).status === 200);
  }

  /** From now on Endpoints, slices and accounts stay as the test writes them. Does nothing when it is not running. */
  async stopControllerManager(): Promise<void> {
    await this.#controllerManager?.kill();
    this.#controllerManager = undefined;
  }

  /**
   * Makes etcd forget all history before now and resolves to the oldest revision left. The API server goes on answering from its
   * watch cache until it is started again; only then does a watch or a `continue` from before end with 410.
   */
  async compact(): Promise<number> {
    return this.#parts.etcd.compact();
  }

  /** Ends every process and removes the directory. Happens by itself when the test run ends in any other way. Safe to call twice. */
  async stop(): Promise<void> {
    this.admin.close();
    await this.#parts.reaper.reap();
  }
}
