import { expect, test } from 'vitest';
import { rulesPage } from '../../../src/report/lint/rules-page.ts';
import { rulesText } from '../../../src/report/lint/rules-text.ts';
import { page, rule } from './made-report.ts';

const narrow = { ...page, columns: 40 };

test('the page has a table of all rules, and each with both examples', () => {
  expect(rulesPage([rule])).toBe(`<!-- Generated from src/lint/rules/ by npm run docs. -->

# Rules of lint

What \`k8s-disco lint\` looks for. \`k8s-disco explain ID\` says the same on a terminal. Every example is tried by a test.
Lua files are those under apisix/ of apache/apisix.

| id | severity | |
|---|---|---|
| [C01](#C01) | error | A port that is no text |

## <a id="C01"></a>C01 A port that is no text

error · apisix/discovery/kubernetes/schema.lua 3.18.0

The schema wants text, and YAML makes a number of \`6443\`. See \\<apisix\\>.

**Mend:** Put quotes around the port.

Fails, \`config.yaml\`:

\`\`\`yaml
port: 6443
\`\`\`

Passes, \`config.yaml\` with \`--gateway-version 3.14.0\` \`PORT=6443\`:

\`\`\`yaml
port: "\${PORT}"
\`\`\`

and \`apisix.json\`:

\`\`\`json
{}
\`\`\`
`);
});

test('rules are a line each, folded where the page is narrow', () => {
  const rules = [rule, { ...rule, id: 'C16' as const, severity: 'warning' as const }];
  expect(rulesText(rules, narrow)).toBe(`ID    SEVERITY   TITLE
C01   error      A port that is no text
C16   warning    A pattern of
                 namespace_selector is
                 no regular expression
`);
});
