import { Writable } from 'node:stream';
import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import type { Playground } from '../../playground/playground.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { ResolveFlags } from '../resolve/flags.ts';
import { resolveOnce } from '../resolve/once.ts';
import { resolveWatch } from '../resolve/watch.ts';
import type { PlaygroundFiles } from './files.ts';

const NAME = 'default/plat-dev:port';

/** A short tour on a playground: a name with nodes, a name without and why, and a change that arrives on a watch. Throws where it does not go so. */
export async function demo(playground: Playground, { config }: PlaygroundFiles, host: Host): Promise<void> {
  const { style } = pageOf(host, host.stdout);
  const say = (command: string): void => void host.stdout.stream.write(`\n${style.name(`$ k8s-disco resolve ${command}`)}\n`);
  const flags = (names: readonly string[]): ResolveFlags => ({
    names,
    config,
    output: 'table',
    file: [],
    gatewayVersion: releaseOf(NEWEST_RELEASE),
    timeout: 10_000,
  });

  say(`--config config.yaml ${NAME}`);
  expectCode(await resolveOnce(flags([NAME]), host), EXIT.good);

  const dnsName = 'cms.default.svc.cluster.local:80';
  say(`--config config.yaml ${dnsName}`);
  expectCode(await resolveOnce(flags([dnsName]), host), EXIT.bad);

  say(`--config config.yaml --watch ${NAME}`);
  const over = new AbortController();
  const steps = [
    () => playground.scale({ namespace: 'default', name: 'plat-dev', addresses: ['10.5.10.109', '10.5.10.110', '10.5.10.111'] }),
    () => over.abort(OVER),
  ].values();
  const watched = { ...host.stdout, stream: afterEachWrite(host.stdout.stream, () => steps.next().value?.()) };
  try {
    await resolveWatch(flags([NAME]), { ...host, stdout: watched, signal: AbortSignal.any([host.signal, over.signal]) });
  } catch (error) {
    if (error !== OVER) throw error;
  }
  host.stdout.stream.write(style.dim('\nThe playground is gone again. Your own: k8s-disco playground\n'));
}

const OVER = new Error('the demo is over');

function afterEachWrite(stream: NodeJS.WritableStream, step: () => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      stream.write(chunk);
      step();
      done();
    },
  });
}

function expectCode(code: number, expected: number): void {
  if (code !== expected) throw new Error(`the demo went wrong: exit code ${code} instead of ${expected}`);
}
