import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { FakeClock } from '../support/fake-clock.ts';

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-usage-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A file in the working directory of the commands. */
function file(name: string, text: string): string {
  writeFileSync(join(directory, name), text);
  return name;
}

const brokenYaml = file('broken.yaml', 'a: [1\nb: 2\n');
const numberPort = file('port.yaml', 'discovery:\n  kubernetes:\n    service: {port: 6443}\n    client: {token: abc}\n');
const twoMistakes = file('two.yaml', 'discovery:\n  kubernetes:\n    service: {port: 6443}\n    default_weight: heavy\n');
const multi = file(
  'multi.yaml',
  ['one', 'two'].reduce(
    (text, id) => `${text}  - {id: ${id}, service: {schema: https, host: a, port: "1"}, client: {token: abc}}\n`,
    'discovery:\n  kubernetes:\n',
  ),
);
const kubeconfig = file(
  'kubeconfig',
  'apiVersion: v1\nkind: Config\ncontexts: [{name: prod, context: {cluster: a, user: b}}]\nclusters: [{name: a, cluster: {server: "https://a"}}]\nusers: []\n',
);
const objects = file('objects.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: x}\n');
const NAME = 'x/a:http';

/** Each error on one line. */
function sentences(stderr: string): readonly string[] {
  return stderr
    .trimEnd()
    .split(/\n(?=✖)/)
    .map((block) => block.replaceAll(/\s+/g, ' '));
}

describe('what the user can mend is told in a line with a hint, and ends with 2', () => {
  test.each<readonly [readonly string[], readonly string[]]>([
    [['resolve'], ['✖ no name to resolve k8s-disco resolve namespace/name:portName, or --all to see what is there']],
    [['resolve', '-f', '', NAME], ['✖ cannot read the objects of -f: its path is empty']],
    [
      ['resolve', ''],
      [
        '✖ a NAME is empty. Write namespace/name:portName, such as default/plat-dev:http See what is there: k8s-disco resolve --all',
      ],
    ],
    [['resolve', '--all', NAME], ['✖ --all resolves every name, so give no NAME with it']],
    [['resolve', '-w', '-f', objects, NAME], ['✖ --watch needs a cluster, and -f reads files leave one of them out']],
    [['resolve', '-w', '-o', 'yaml', NAME], ['✖ --watch prints lines of text or of JSON, not yaml use -o table or -o json']],
    [['resolve', NAME, '-o', 'jsn'], ['✖ --output "jsn" is unknown. It takes table, wide, json, yaml, name. Did you mean json?']],
    [['resolve', NAME, '-o', 'xml'], ['✖ --output "xml" is unknown. It takes table, wide, json, yaml, name.']],
    [['dump', '-o', 'yaml'], ['✖ --output "yaml" is unknown. It takes json, table.']],
    [['resolve', NAME, '--timeout', '5'], ['✖ --timeout "5" is not a duration write 500ms, 30s or 2m, at most 24h']],
    [['resolve', NAME, '--timeout', '-1s'], ['✖ --timeout "-1s" is not a duration write 500ms, 30s or 2m, at most 24h']],
    [['resolve', NAME, '--timeout', '25h'], ['✖ --timeout "25h" is not a duration write 500ms, 30s or 2m, at most 24h']],
    [
      ['resolve', NAME, '--gateway-version', '2.12.0'],
      ['✖ --gateway-version: APISIX 2.12.0 has no Kubernetes discovery: it came with 2.13.0'],
    ],
    [
      ['resolve', NAME, '--gateway-version', 'newest'],
      ['✖ --gateway-version: "newest" is not a release of APISIX: write X.Y.Z, such as 3.18.0'],
    ],
    [
      ['dump', '--gateway-version', '3.9.0'],
      [
        '✖ APISIX 3.9.0 has no dump of Kubernetes discovery: it came with 3.10.0 k8s-disco resolve --all shows the same for every release',
      ],
    ],
    [['resolve', '--tokne=eyJhbGciOi', NAME], ["✖ unknown option '--tokne' See k8s-disco resolve --help"]],
    [['resolve', '--contxt', 'prod', NAME], ["✖ unknown option '--contxt' Did you mean --context?"]],
    [['resolve', NAME, '--context'], ["✖ option '--context <NAME>' argument missing See k8s-disco resolve --help"]],
    [['--gone'], ["✖ unknown option '--gone' See k8s-disco --help"]],
    [['reslove', NAME], ["✖ unknown command 'reslove' Did you mean resolve?"]],
    [
      ['explain', 'port-is-txt'],
      [
        '✖ "port-is-txt" is no file, no id and no line of a log Did you mean port-is-text? Else name a log, - for stdin, an id such as C01, a rule of k8s-disco rules or a check of docs/checks.md, or put the line itself in quotes',
      ],
    ],
    [['explain', 'C99', 'C01'], ['✖ "C99" is no id of a rule Did you mean C09, C19 or C29? See k8s-disco rules']],
    [
      ['explain', 'nonsense'],
      [
        '✖ "nonsense" is no file, no id and no line of a log name a log, - for stdin, an id such as C01, a rule of k8s-disco rules or a check of docs/checks.md, or put the line itself in quotes',
      ],
    ],
    [['playground', '--services', 'many'], ['✖ --services "many" is not a whole number from 0 to 100000']],
  ])('%j', async (argv, expected) => {
    const { code, stdout, stderr } = await cli(argv, { cwd: directory });
    expect({ code, stdout, stderr: sentences(stderr) }).toEqual({ code: 2, stdout: '', stderr: expected });
  });
});

describe('a file that cannot be used is named with its place, and ends with 2', () => {
  test.each<readonly [readonly string[], readonly string[]]>([
    [['--config', '/'], ["✖ /: cannot read the gateway's config: it is a directory"]],
    [['--config', 'absent'], ["✖ absent: cannot read the gateway's config: no such file"]],
    [['-f', '/'], ['✖ /: cannot read the objects of -f: it is a directory']],
    [
      ['-f', brokenYaml],
      ['✖ broken.yaml:2:1: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    [
      ['--config', brokenYaml],
      [
        '✖ broken.yaml:1:4: Cannot read YAML: a quote, a comma, a colon or a closing C34 bracket is missing Quotes and brackets come in pairs, and "key: value" has a blank after its colon',
      ],
    ],
    [
      ['--config', numberPort],
      [
        '✖ port.yaml:3:21: discovery.kubernetes.service.port is the number 6443, but C01 must be a port from 1 to 65535 written as text, or ${VAR} Write port: "6443"',
      ],
    ],
    [
      ['--config', twoMistakes],
      [
        '✖ two.yaml:3:21: discovery.kubernetes.service.port is the number 6443, but C01 must be a port from 1 to 65535 written as text, or ${VAR} Write port: "6443"',
        '✖ two.yaml:4:21: discovery.kubernetes.default_weight is "heavy", but must C36 be an integer from 0 on',
      ],
    ],
    [['--kubeconfig', kubeconfig, '--context', 'nope'], ['✖ kubeconfig: no context "nope" --context takes one of: prod']],
    [['--kubeconfig', kubeconfig], ['✖ kubeconfig: no current-context --context takes one of: prod']],
    [
      ['-f', objects],
      ['✖ objects.yaml: no Endpoints in it, only Service (1) Take the output of: kubectl get endpoints,services -A -o yaml'],
    ],
    [
      ['--config', multi, '-f', objects],
      ['✖ -f objects.yaml: for which cluster? write ID=FILE, with an id of the config: one, two'],
    ],
    [
      ['--config', multi, '-f', `three=${objects}`],
      ['✖ -f three=objects.yaml: there is no cluster three write ID=FILE, with an id of the config: one, two'],
    ],
    [['--config', multi, '-f', `one=${objects}`], ['✖ no file for the cluster two add -f two=FILE']],
    [
      [],
      [
        "✖ no API server to ask: no kubeconfig at /nonexistent/.kube/config give --kubeconfig FILE, --config FILE with the gateway's config, or --server URL",
      ],
    ],
    [['--server', 'ftp://a'], [expect.stringMatching(/^✖ --server/)]],
  ])('%j', async (flags, expected) => {
    const { code, stdout, stderr } = await cli(['resolve', NAME, ...flags], { cwd: directory });
    expect({ code, stdout, stderr: sentences(stderr) }).toEqual({ code: 2, stdout: '', stderr: expected });
  });
});

test('an error of ours shows its stack and ends with 70', async () => {
  class BrokenClock extends FakeClock {
    override now(): never {
      throw new TypeError('a fault of ours');
    }
  }
  const { code, stderr } = await cli(['resolve', NAME, '--server', 'http://127.0.0.1:1'], { host: { clock: new BrokenClock() } });
  expect(code).toBe(70);
  expect(stderr).toMatch(/^✖ k8s-disco itself failed\. Please report it, .*\n.*TypeError: a fault of ours\n\s+at /s);
});
