import { expect, it } from 'vitest';
import { tokenCredentials, tokenFileCredentials } from '../../src/kube/credentials.ts';
import { surroundingsOf } from '../support/surroundings.ts';

const server = 'https://10.1.0.5:6443';

it('a token file is read again for each request', async () => {
  const files: Record<string, string> = { '/t': 'one\n' };
  const credentials = tokenFileCredentials({ path: '/t', origin: '/t', server, readFile: surroundingsOf({ files }).readFile });
  expect(await credentials.authenticate()).toEqual({ headers: { Authorization: 'Bearer one' } });
  files['/t'] = 'two';
  expect(await credentials.authenticate()).toEqual({ headers: { Authorization: 'Bearer two' } });
  files['/t'] = '\n';
  await expect(credentials.authenticate()).rejects.toMatchObject({
    message: `${server} was not asked: the token of /t is empty, and the API server would answer 403 as system:anonymous`,
    details: { kind: 'unauthorized', cause: 'empty-token', server },
  });
  delete files['/t'];
  await expect(credentials.authenticate()).rejects.toMatchObject({
    message: `${server} was not asked, for want of credentials from /t: /t: no such file`,
    details: { kind: 'unauthorized', cause: 'no-credentials', server },
  });
});

it.each(['ses\name', '\ufeffsesame'])('the token %j is refused without being shown', async (token) => {
  const error: unknown = await tokenCredentials({ token, origin: '--token', server })
    .authenticate()
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    message: `${server} was not asked, for want of credentials from --token: the token has a line break or another character that no HTTP header can carry`,
    details: { kind: 'unauthorized', cause: 'no-credentials', server },
  });
});

it('a token that no header can carry is not sent', async () => {
  const credentials = tokenCredentials({ token: 'a'.repeat(16_385), origin: '--token', server });
  await expect(credentials.authenticate()).rejects.toMatchObject({
    message: `${server} was not asked, for want of credentials from --token: the token has 16385 characters, too many for a header`,
    details: { kind: 'unauthorized', cause: 'no-credentials', server },
  });
  await expect(tokenCredentials({ token: 'a'.repeat(16_384), origin: '--token', server }).authenticate()).resolves.toBeDefined();
});
