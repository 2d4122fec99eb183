import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { tokenFileReadable } from '../../../../src/doctor/checks/environment/token-file-readable.ts';
import { tokenFileCredentials } from '../../../../src/kube/credentials.ts';
import { surroundingsOf } from '../../../support/surroundings.ts';
import { answerOfCheck, clusterAt, configured } from '../connection/connection-stage.ts';

const PATH = '/etc/apisix/token';
const config = configured(`{client: {token_file: ${PATH}}}`);

/** A gateway whose token_file is among these files, or is not; `null` is a directory. */
function gateway(
  files: Readonly<Record<string, string | null>>,
  { url = 'https://10.1.0.5:6443', release = '3.18.0', path = PATH } = {},
) {
  const readFile = async (asked: string): Promise<string> => {
    const { readFile: read } = surroundingsOf({ files });
    return read(asked).catch((error: unknown) => Promise.reject(Object.assign(error as Error, { path: asked })));
  };
  const credentials = tokenFileCredentials({ path, origin: 'client.token_file', server: url, readFile });
  const fields = {
    config: configured(`{client: {token_file: ${path}}}`),
    configPath: 'config.yaml',
    release,
    address: ['--context', 'prod'],
  };
  return clusterAt(url, { credentials }, fields);
}

test('a file that is there', async () => {
  const token = { text: 'a.b.c', place: { kind: 'token-file', path: PATH } } as const;
  expect(await answerOfCheck(tokenFileReadable, clusterAt('https://10.1.0.5', {}, { config, token }))).toEqual({
    outcome: 'pass',
    title: `${PATH} is readable`,
    evidence: [],
  });
});

test.each([
  ['T24', '2.15.3', 'https', 'The gateway gives discovery up at start, until it is restarted'],
  ['T24', '3.12.0', 'https', 'The gateway gives discovery up at start, until it is restarted'],
  ['T25', '3.13.0', 'https', 'The gateway logs RuntimeException every 40 s, and goes on by itself once it can read the file'],
  ['T25', '3.16.0', 'http', 'The gateway logs RuntimeException every 40 s, and goes on by itself once it can read the file'],
  ['T24', '3.17.0', 'https', 'The gateway gives discovery up at start, until it is restarted'],
  ['T24', '3.18.0', 'http', 'The gateway asks without a token, until it can read the file'],
])('%s: a file that is not, by %s over %s', async (id, release, schema, effect) => {
  expect(await answerOfCheck(tokenFileReadable, gateway({}, { url: `${schema}://10.1.0.5:6443`, release }))).toEqual({
    outcome: 'fail',
    cause: { id, message: `client.token_file is ${PATH}, which cannot be read here: no such file` },
    evidence: [effect],
    mend: `mkdir -p ${dirname(PATH)} && k8s-disco token get --out-file ${PATH} --context prod`,
    place: { path: 'config.yaml' },
  });
});

test.each(['/var/run/secrets/kubernetes.io/serviceaccount/token', '/run/secrets/kubernetes.io/serviceaccount/token'])(
  'T24: %s, which pods have, is not to be made elsewhere',
  async (path) => {
    expect(await answerOfCheck(tokenFileReadable, gateway({}, { path }))).toEqual({
      outcome: 'fail',
      cause: {
        id: 'T24',
        message: `The token is to come from ${path}, which is in pods alone, and not here. Without a value client.token and client.token_file count as not set, and this is the default.`,
      },
      evidence: ['The gateway gives discovery up at start, until it is restarted'],
      mend: 'Set client.token, or client.token_file to a file that is here; for a gateway in a pod run this in the pod',
      place: { path: 'config.yaml' },
    });
  },
);

test('T24: what is no file', async () => {
  expect(await answerOfCheck(tokenFileReadable, gateway({ [PATH]: null }))).toMatchObject({
    outcome: 'fail',
    cause: { id: 'T24', message: `client.token_file is ${PATH}, which cannot be read here: it is a directory` },
    mend: 'Have client.token_file name a file that holds the token and nothing else',
  });
});

test('T24: a file that is not for this user', async () => {
  const readFile = () => Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES', path: PATH }));
  const server = 'https://10.1.0.5:6443';
  const credentials = tokenFileCredentials({ path: PATH, origin: 'client.token_file', server, readFile });
  expect(await answerOfCheck(tokenFileReadable, clusterAt(server, { credentials }, { config }))).toMatchObject({
    outcome: 'fail',
    cause: { id: 'T24', message: `client.token_file is ${PATH}, which cannot be read here: permission denied` },
    mend: 'Let the user of nginx read it; in a pod by securityContext.fsGroup',
  });
});

test.each([
  ['client.token', clusterAt('https://10.1.0.5', {}, { config: configured('{client: {token: abc}}') })],
  ['a flag', clusterAt('https://10.1.0.5', {}, { config, token: { text: 'a.b.c', place: { kind: 'stdin' } } })],
  ['a kubeconfig', clusterAt('https://10.1.0.5', { source: { kind: 'flags' } })],
])('no file is asked for where %s holds the credentials', async (_title, cluster) => {
  expect(await answerOfCheck(tokenFileReadable, cluster)).toEqual({
    outcome: 'skip',
    evidence: ['No client.token_file is used'],
  });
});
