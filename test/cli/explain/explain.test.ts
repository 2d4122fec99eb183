import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';

const READY = 'kubernetes discovery not ready';
const TWICE = 'duplicate id value';
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-explain-'));

beforeAll(() => {
  writeFileSync(join(directory, 'a.log'), `other\n${READY}\n`);
  writeFileSync(join(directory, 'b.log'), `${TWICE}\n${TWICE}\n`);
  writeFileSync(join(directory, 'old.log.gz'), gzipSync(`${READY}\n`));
  writeFileSync(join(directory, 'torn.log.gz'), gzipSync(`${READY}\n`).subarray(0, 15));
  writeFileSync(join(directory, 'empty.log'), '');
  writeFileSync(join(directory, 'core'), '\u007fELF\u0002\u0001\0\0\0');
  writeFileSync(join(directory, 'cut.log'), `\0\0\0\n${READY}\n`);
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What is promised of the document, as far as it is compared here. */
interface Document {
  readonly symptoms: readonly {
    readonly text: string;
    readonly file?: string;
    readonly line: number;
    readonly count: number;
    readonly causes: readonly { readonly id: string }[];
  }[];
  readonly unknown: number;
}

async function documentOf(argv: readonly string[], stdin = ''): Promise<Document> {
  const { code, stdout, stderr } = await cli(['explain', '-o', 'json', ...argv], { cwd: directory, stdin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  // The keys are compared where they matter.
  return JSON.parse(stdout) as Document;
}

/** Text, file, line and count of each symptom, and the unknown lines. */
async function explain(argv: readonly string[], stdin: string): Promise<object> {
  const { symptoms, unknown } = await documentOf(argv, stdin);
  return { symptoms: symptoms.map(({ text, file, line, count }) => [text, file, line, count]), unknown };
}

describe('lines come from', () => {
  test.each([
    ['a file', ['a.log'], { symptoms: [[READY, undefined, 2, 1]], unknown: 1 }],
    ['a file that was cut while it was written', ['cut.log'], { symptoms: [[READY, undefined, 2, 1]], unknown: 1 }],
    ['a compressed file', ['old.log.gz'], { symptoms: [[READY, undefined, 1, 1]], unknown: 0 }],
    [
      'several files',
      ['a.log', 'b.log'],
      {
        symptoms: [
          [TWICE, 'b.log', 1, 2],
          [READY, 'a.log', 2, 1],
        ],
        unknown: 1,
      },
    ],
    ['stdin', ['-'], { symptoms: [[TWICE, undefined, 1, 1]], unknown: 0 }],
    ['stdin without a word', [], { symptoms: [[TWICE, undefined, 1, 1]], unknown: 0 }],
    [
      'stdin and a file',
      ['-', 'a.log'],
      {
        symptoms: [
          [TWICE, '-', 1, 1],
          [READY, 'a.log', 2, 1],
        ],
        unknown: 1,
      },
    ],
    ['the command line', [READY], { symptoms: [[READY, undefined, 1, 1]], unknown: 0 }],
    ['several lines of the command line', [`x y\n${READY}`], { symptoms: [[READY, undefined, 2, 1]], unknown: 1 }],
    ['an empty file', ['empty.log'], { symptoms: [], unknown: 0 }],
  ])('%s', async (_, argv, expected) => {
    expect(await explain(argv, `${TWICE}\n`)).toEqual(expected);
  });
});

test('the document is as promised', async () => {
  const line =
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:295: list failed, kind: Endpoints, reason: Too Many Requests, message : , context: ngx.timer\n';
  const { stdout } = await cli(['explain', '-o', 'json', '-'], { stdin: `${line}${line.replace('10:01:12', '10:01:52')}x\n` });
  expect(JSON.parse(stdout)).toEqual({
    apiVersion: 'k8s-disco/v1',
    kind: 'ExplainReport',
    symptoms: [
      {
        text: 'list failed, kind: Endpoints, reason: Too Many Requests',
        line: 1,
        count: 2,
        first: '2026-11-21T10:01:12',
        last: '2026-11-21T10:01:52',
        causes: [
          {
            id: 'G06',
            likelihood: 'certain',
            message:
              'The API server throttles requests by priority and fairness, and the gateway takes no notice of Retry-After.',
            prove: 'k8s-disco doctor --config config.yaml --category discovery',
            mend: 'give the account a FlowSchema of its own',
          },
        ],
      },
    ],
    unknown: 1,
  });
});

test('a release narrows the causes', async () => {
  const line = 'not found environment variable KUBERNETES_SERVICE_HOST';
  const ids = async (release: string): Promise<string[]> => {
    const { symptoms } = await documentOf(['--gateway-version', release, line]);
    return symptoms.flatMap(({ causes }) => causes.map(({ id }) => id));
  };
  expect([await ids('2.13.0'), await ids('3.18.0')]).toEqual([['E01', 'E02'], ['E02']]);
});

test('a log without anything of ours is no fault', async () => {
  expect(await cli(['explain', '-'], { stdin: 'a\nb\n\n' })).toEqual({
    code: 0,
    stdout: "no line is known as one of the gateway's discovery or of an API server; 2 lines\nof other modules left alone\n",
    stderr: '',
  });
});

describe('ids and names mean what they always meant', () => {
  test.each([
    [['C01'], 'C01  A port that is no text'],
    [['c01,S01'], 'C01  A port that is no text'],
    [['port-is-text'], 'C01  A port that is no text'],
    [['api-server-answers'], 'api-server-answers  The API server answers, or not?'],
  ])('%j', async (argv, expected) => {
    const { code, stdout } = await cli(['explain', ...argv], { cwd: directory });
    expect({ code, first: stdout.split('\n')[0] }).toEqual({ code: 0, first: expected });
  });
});

describe('what the user can mend is told, and ends with 2', () => {
  test.each([
    [['nothing.log'], '✖ "nothing.log" is no file, no id and no line of a log'],
    [['.'], '✖ .: it is a directory, not a log'],
    [['torn.log.gz'], '✖ torn.log.gz: cannot read the log: unexpected end of file'],
    [['core'], '✖ core: is no text, so no log'],
    [['C01', 'a.log'], '✖ C01 is an id, and other words are not'],
    [['-', '-'], '✖ standard input can be read once only'],
    [['C01', '-o', 'json'], '✖ --follow and -o are for lines of logs, not for ids'],
    [['--follow', 'a.log', 'b.log'], '✖ --follow goes with one file that grows, or with -'],
    [['--follow', 'old.log.gz'], '✖ --follow goes with one file that grows, or with -'],
    [['--follow', READY], '✖ --follow goes with one file that grows, or with -'],
    [[''], '✖ "" is no file, no id and no line of a log'],
  ])('%j', async (argv, expected) => {
    const { code, stderr } = await cli(['explain', ...argv], { cwd: directory });
    expect({ code, first: stderr.split('\n')[0] }).toEqual({ code: 2, first: expected });
  });

  test('nothing at all, from a terminal', async () => {
    const { code, stderr } = await cli(['explain'], { typed: 'x' });
    expect({ code, first: stderr.split('\n')[0] }).toEqual({ code: 2, first: '✖ nothing to explain' });
  });
});
