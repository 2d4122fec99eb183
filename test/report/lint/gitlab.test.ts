import { expect, test } from 'vitest';
import { lintGitlab } from '../../../src/report/lint/gitlab.ts';
import { HOSTILE, documentOf, finding, options, reportOf } from './made-report.ts';

test('each finding is an issue', () => {
  const severities = ['error', 'warning', 'info'] as const;
  const findings = severities.map((severity) => finding({ severity, hint: 'Quote it.' }));
  expect(JSON.parse(lintGitlab(reportOf([documentOf({ path: './a/config.yaml', findings })]), options))).toEqual(
    ['major', 'minor', 'info'].map((severity) => ({
      description: 'port must be a quoted string. YAML makes a number of it. Quote it.',
      check_name: 'C01',
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}:[123]$/),
      severity,
      location: { path: 'a/config.yaml', lines: { begin: 5 } },
    })),
  );
});

test('no finding, no issue', () => {
  expect(lintGitlab(reportOf([documentOf()]), options)).toBe('[]\n');
});

test('what a file holds stays inside of a text', () => {
  expect(lintGitlab(reportOf([HOSTILE]), options)).toBe(`[
  {
    "description": "value \\"\\u001b[2J]]> ::error::x%0A | \`a\` <b>\\u0000服务\\" is <wrong> & \\"bad\\". don't::\\r\\n",
    "check_name": "C01",
    "fingerprint": "2b6762e12c3f:1",
    "severity": "major",
    "location": {
      "path": "a|b,c:d/\`x\`%0A::.yaml",
      "lines": {
        "begin": 1
      }
    }
  }
]
`);
});
