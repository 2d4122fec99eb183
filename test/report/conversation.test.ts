import { expect, test } from 'vitest';
import { releaseOf } from '../../src/apisix/release.ts';
import { NO_CREDENTIALS } from '../../src/kube/credentials.ts';
import { conversationText } from '../../src/report/conversation.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';

test('names from a kubeconfig cannot command the terminal', () => {
  const page = { columns: 200, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };
  const connection = {
    id: undefined,
    name: 'a\u001b[2J',
    server: new URL('http://10.1.0.5:8001'),
    source: { kind: 'kubeconfig', paths: ['k'], context: 'a\u001b[2J' },
    credentials: { ...NO_CREDENTIALS, description: 'the token of kubeconfig user b\u009b2J' },
    trust: { verify: 'nothing' },
  } as const;
  const discovery = { mode: 'single', clusters: [], raw: {} } as const;
  expect(conversationText({ release: releaseOf('3.18.0'), discovery, connections: [connection] }, page)).toBe(
    `APISIX 3.18.0, single-cluster mode
  a\\u001b[2J: http://10.1.0.5:8001, from kubeconfig k, context a\\u001b[2J
    asked for endpoints with the token of kubeconfig user b\\u009b2J
`,
  );
});
