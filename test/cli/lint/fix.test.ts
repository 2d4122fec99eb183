import { expect, test } from 'vitest';
import { CLEAN, REFUSED, workspace } from './workspace.ts';

const { lint, read } = workspace({ 'clean.yaml': CLEAN, 'refused.yaml': REFUSED });

test('--fix writes what is mended, says so on stderr, and reports what is left', async () => {
  expect(await lint('--fix clean.yaml refused.yaml')).toEqual({
    code: 0,
    stdout: '✔ clean.yaml   accepted by APISIX 3.18.0\n✔ refused.yaml   accepted by APISIX 3.18.0\n\n✔ 2 files   nothing found\n',
    stderr: 'refused.yaml: 1 mend: Quote the port\n',
  });
  expect(read('refused.yaml')).toBe(CLEAN);
});

test('--fix-dry-run prints a diff, leaves the files alone, and ends as without it', async () => {
  const diff = `--- a/refused.yaml
+++ b/refused.yaml
@@ -2,6 +2,6 @@
   kubernetes:
     service:
       host: api.example.com
-      port: 6443
+      port: "6443"
     client:
       token_file: /t
`;
  expect(await lint('--fix-dry-run clean.yaml refused.yaml')).toEqual({ code: 1, stdout: diff, stderr: '' });
  expect(read('refused.yaml')).toBe(REFUSED);
});

test('--fix-dry-run takes standard input', async () => {
  const { code, stdout } = await lint('--fix-dry-run - --stdin-filename conf/config.yaml', { stdin: REFUSED });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^--- a\/conf\/config\.yaml\n/);
});
