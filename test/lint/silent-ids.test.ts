import { expect, test } from 'vitest';
import { lintFiles } from '../support/lint.ts';

const config = (client: string) => `discovery:
  kubernetes:
    service: {host: api.example.com, port: "6443"}
    client:
      ${client}
`;

test.each<[string, string, readonly string[], readonly string[]]>([
  ['of what stands in a token file needs --check-files', 'token_file: token # k8s-disco-ignore T04', ['--check-env'], []],
  ['of what stands in a variable needs --check-env', 'token: ${TOKEN} # k8s-disco-ignore T27', ['--check-files'], []],
  ['of an empty variable needs --check-env', 'token: ${TOKEN} # k8s-disco-ignore T22', ['--check-files'], []],
  ['of what manifests tell needs -f', 'token: ${TOKEN} # k8s-disco-ignore S10', ['--check-env', '--check-files'], []],
  [
    'of what every run sees needs nothing',
    'token_file: token # k8s-disco-ignore C24',
    [],
    ['config.yaml:5:44 warning L01 C24 is ignored here, but not found here'],
  ],
  [
    'of what both flags would have shown is unused with them',
    'token_file: token # k8s-disco-ignore T04',
    ['--check-env', '--check-files'],
    ['config.yaml:5:44 warning L01 T04 is ignored here, but not found here'],
  ],
])('the verdict unused on a suppression %s', async (_title, client, flags, found) => {
  const files = { 'config.yaml': config(client), token: 'xxx' };
  const { lines } = await lintFiles(files, { flags, env: { TOKEN: 'xxx' } });
  expect(lines.filter((line) => line.includes(' L01 '))).toEqual(found);
});
