import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterSetup, SetupReport } from '../../src/provision/report.ts';
import { k8sDiscoWith } from './k8s-disco.ts';
import type { Answer } from './k8s-disco.ts';

/** What `setup-rbac -o json` came to. */
export interface SetUp {
  readonly code: number | null;
  readonly stderr: string;
  readonly clusters: readonly ClusterSetup[];
  /** The only cluster. */
  readonly cluster: ClusterSetup;
  /** `Kind name: state` of its objects, in their order. */
  readonly states: readonly string[];
}

/** The commands that make and use accounts, as one user runs them. Keeps what each printed, to be searched for tokens at the end. */
export class AccountCommands {
  readonly #directory: string;
  readonly #printed: { readonly command: string; readonly text: string }[] = [];
  readonly #issued = new Set<string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Runs a command with this kubeconfig; nothing that it prints may hold a token. */
  async run(kubeconfig: string, ...args: readonly string[]): Promise<Answer> {
    const answer = await k8sDiscoWith({ KUBECONFIG: kubeconfig }, ...args);
    this.#printed.push({ command: args.join(' '), text: answer.stdout + answer.stderr });
    return answer;
  }

  /** Runs `setup-rbac -o json` for an account in `default`, unless `-n` is given. Throws with what it said where there is no report. */
  async setUp(kubeconfig: string, name: string, ...args: readonly string[]): Promise<SetUp> {
    const account = ['--name', name, '-n', 'default'];
    const { code, stdout, stderr } = await this.run(kubeconfig, 'setup-rbac', '-o', 'json', ...account, ...args);
    if (stdout === '') throw new Error(`no report, exit code ${code}: ${stderr}`);
    // The renderer's tests hold it to this shape.
    const { clusters } = JSON.parse(stdout) as SetupReport;
    const [cluster] = clusters;
    if (cluster === undefined) throw new Error('a report without clusters');
    const states = cluster.objects.map(({ kind, name, state }) => `${kind} ${name}: ${state}`);
    return { code, stderr, clusters, cluster, states };
  }

  /** The token that a command prints because it was asked to. Throws with what it said where it fails. */
  async token(kubeconfig: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await k8sDiscoWith({ KUBECONFIG: kubeconfig }, 'token', ...args);
    this.#printed.push({ command: `token ${args.join(' ')}, stderr`, text: stderr });
    if (code !== 0) throw new Error(`token ${args.join(' ')}: exit code ${code}: ${stderr}`);
    return this.remember(stdout);
  }

  /** Counts a token among those that nothing may show. */
  remember(token: string): string {
    this.#issued.add(token);
    return token;
  }

  /** What each command printed that holds a token, or the signature of one, which is what makes it a secret. */
  leaks(): string[] {
    const secrets = [...this.#issued].flatMap((token) => [
      token,
      token.split('.')[2] ?? token,
      Buffer.from(token).toString('base64'),
    ]);
    return this.#printed.filter(({ text }) => secrets.some((secret) => text.includes(secret))).map(({ command }) => command);
  }

  /** How many tokens were issued, and how many commands have been searched for them. */
  get counts(): { readonly tokens: number; readonly commands: number } {
    return { tokens: this.#issued.size, commands: this.#printed.length };
  }

  /** Writes a kubeconfig like `like` for somebody with this token. */
  kubeconfigOf(like: string, token: string): string {
    const config = JSON.parse(readFileSync(like, 'utf8')) as { users: { name: string; user: object }[] };
    const path = this.path('kubeconfig');
    writeFileSync(path, JSON.stringify({ ...config, users: config.users.map(({ name }) => ({ name, user: { token } })) }));
    return path;
  }

  /** A file name of its own in the directory. */
  path(name: string): string {
    return join(this.#directory, `${++this.#files}-${name}`);
  }

  #files = 0;
}
