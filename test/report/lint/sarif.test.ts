import { describe, expect, test } from 'vitest';
import { RULES } from '../../../src/lint/rules/index.ts';
import { lintSarif } from '../../../src/report/lint/sarif.ts';
import { sarifErrors } from '../../support/sarif-schema.ts';
import { HOSTILE, documentOf, finding, options, reportOf } from './made-report.ts';

/** What the tests look at of a log; the schema says that it is there. */
interface Log {
  readonly runs: readonly [{ readonly results: readonly Record<string, unknown>[] }];
}

const edits = [{ position: { line: 5, column: 13 }, end: { line: 5, column: 17 }, text: '"6443"' }];
const fixable = finding({ hint: 'port: "6443"', fix: { description: 'Quote the port', isSecret: false, edits } });
const secret = finding({ fix: { description: 'Decode the token', isSecret: true, edits: [{ ...edits[0]!, text: 'S3CRET' }] } });

test('a log holds the rules and the results', () => {
  expect(lintSarif(reportOf([documentOf({ findings: [fixable] })]), options)).toBe(`{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "k8s-disco",
          "version": "0.1.0",
          "semanticVersion": "0.1.0",
          "rules": [
            {
              "id": "C01",
              "name": "port-is-text",
              "shortDescription": {
                "text": "A port that is no text"
              },
              "fullDescription": {
                "text": "The schema wants text, and YAML makes a number of \`6443\`. See <apisix>."
              },
              "help": {
                "text": "The schema wants text, and YAML makes a number of \`6443\`. See <apisix>.\\n\\nMend: Put quotes around the port.",
                "markdown": "error · apisix/discovery/kubernetes/schema.lua 3.18.0\\n\\nThe schema wants text, and YAML makes a number of \`6443\`. See \\\\<apisix\\\\>.\\n\\n**Mend:** Put quotes around the port.\\n\\nFails, \`config.yaml\`:\\n\\n\`\`\`yaml\\nport: 6443\\n\`\`\`\\n\\nPasses, \`config.yaml\` with \`--gateway-version 3.14.0\` \`PORT=6443\`:\\n\\n\`\`\`yaml\\nport: \\"\${PORT}\\"\\n\`\`\`\\n\\nand \`apisix.json\`:\\n\\n\`\`\`json\\n{}\\n\`\`\`"
              },
              "defaultConfiguration": {
                "level": "error"
              }
            }
          ]
        }
      },
      "columnKind": "utf16CodeUnits",
      "results": [
        {
          "ruleId": "C01",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "port must be a quoted string. YAML makes a number of it.\\nport: \\"6443\\""
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "config.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 5,
                  "startColumn": 13,
                  "endLine": 5,
                  "endColumn": 17
                }
              }
            }
          ],
          "fixes": [
            {
              "description": {
                "text": "Quote the port"
              },
              "artifactChanges": [
                {
                  "artifactLocation": {
                    "uri": "config.yaml",
                    "uriBaseId": "%SRCROOT%"
                  },
                  "replacements": [
                    {
                      "deletedRegion": {
                        "startLine": 5,
                        "startColumn": 13,
                        "endLine": 5,
                        "endColumn": 17
                      },
                      "insertedContent": {
                        "text": "\\"6443\\""
                      }
                    }
                  ]
                }
              ]
            }
          ],
          "properties": {
            "gatewayVersions": [
              "3.18.0"
            ]
          },
          "partialFingerprints": {
            "primaryLocationLineHash": "770d7a92199b:1"
          }
        }
      ]
    }
  ]
}
`);
});

describe('the schema of SARIF 2.1.0 takes', () => {
  const everything = [
    documentOf({ findings: [fixable, secret, finding({ id: 'C24', severity: 'info' }), finding({ severity: 'warning' })] }),
    HOSTILE,
    documentOf({ path: '-', findings: [finding()] }),
    documentOf({ path: '/etc/apisix/config.yaml', findings: [finding({ end: { line: 6, column: 1 } })] }),
  ];
  test.each([
    ['a log of everything', everything, options.rules],
    ['a log without results', [documentOf()], RULES],
    ['a log of no file and no rule', [], []],
  ])('%s', (_, files, rules) => {
    expect(sarifErrors(JSON.parse(lintSarif(reportOf(files), { ...options, rules })))).toBeNull();
  });

  test('nothing else: it refuses a level that does not exist', () => {
    const log = JSON.parse(
      lintSarif(reportOf([documentOf({ findings: [finding()] })]), options).replaceAll('"error"', '"fatal"'),
    );
    expect(sarifErrors(log)).not.toBeNull();
  });
});

function resultsOf(...files: Parameters<typeof reportOf>[0]): readonly Record<string, unknown>[] {
  // As the schema has just found it to be.
  const log = JSON.parse(lintSarif(reportOf(files), options)) as Log;
  return log.runs[0].results;
}

test('no secret is in it', () => {
  const [result] = resultsOf(documentOf({ findings: [secret] }));
  expect(result).not.toHaveProperty('fixes');
  expect(JSON.stringify(result)).not.toContain('S3CRET');
});

test('an id of no rule has no index', () => {
  const [result] = resultsOf(documentOf({ findings: [finding({ id: 'C24', severity: 'info' })] }));
  expect(result).toMatchObject({ ruleId: 'C24', level: 'note' });
  expect(result).not.toHaveProperty('ruleIndex');
});

test.each([
  ['./deploy/my config.yaml', { uri: 'deploy/my%20config.yaml', uriBaseId: '%SRCROOT%' }],
  ['a#b/100%/服.yaml', { uri: 'a%23b/100%25/%E6%9C%8D.yaml', uriBaseId: '%SRCROOT%' }],
  ['-', { uri: '-', uriBaseId: '%SRCROOT%' }],
  ['/etc/my config.yaml', { uri: 'file:///etc/my%20config.yaml' }],
])('%s is located at %j', (path, artifactLocation) => {
  const [result] = resultsOf(documentOf({ path, findings: [finding()] }));
  expect(result).toMatchObject({ locations: [{ physicalLocation: { artifactLocation } }] });
});
