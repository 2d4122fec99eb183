import { describe, expect, test } from 'vitest';
import { explainText } from '../../../src/report/explain/text.ts';
import type { ExplainReport } from '../../../src/explain/report.ts';
import { explained } from '../../explain/lines.ts';
import { plainPage } from '../../support/page.ts';

const list =
  '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:335: watch failed, kind: Endpoints, reason: ReadBodyError, message : closed, context: ngx.timer';

describe('a report for people', () => {
  test('says what, how often, when and where, then the causes with what proves and mends them', () => {
    const report = explained(`${list}\n${list.replace('10:01', '14:40')}\nother\n`);
    expect(explainText(report, plainPage())).toBe(`watch failed, kind: Endpoints, reason: ReadBodyError, message : closed
  2 times, 10:01:12 to 14:40:12, line 1, APISIX 3.17.0–3.18.0
  certain      The watch was cut. The gateway knows nothing of changes for   G01
               up to 40 s, then lists anew.
               prove: k8s-disco doctor --config config.yaml --category discovery
               do: raise the idle time-out of the balancer before the API server
               to an hour or more
  most likely  A balancer cuts watches on which nothing happens for a        N17
               while.
               prove: k8s-disco doctor --config config.yaml --category discovery --measure-idle
               do: raise the idle time-out of the balancer before the API server
               to an hour or more

1 kind of line explained, 1 line of another module left alone
`);
  });

  test('fits a narrow window, but for commands, and a terminal without UTF-8', () => {
    const text = explainText(explained(`${list}\nother\n`), plainPage({ columns: 40, utf8: false }));
    expect(text.split('\n').filter((line) => line.length > 40 && !line.includes('k8s-disco'))).toEqual([]);
    expect(/[^\n\u0020-\u007e]/.test(text)).toBe(false);
  });

  test.each([
    ['2026-11-20T23:59:01', '2026-11-21T00:00:02', '2026-11-20 23:59:01 to 2026-11-21 00:00:02'],
    ['2026-11-21T10:01:12Z', '2026-11-21T10:01:13Z', '10:01:12 to 10:01:13 UTC'],
    ['2026-11-21T10:01:12', '2026-11-21T10:01:12', '10:01:12'],
  ])('%s and %s are %s', (first, last, expected) => {
    const report: ExplainReport = {
      symptoms: [{ text: 'x', line: 3, file: 'a.log', count: 1200, first, last, releases: undefined, causes: [] }],
      unknown: 0,
    };
    expect(explainText(report, plainPage())).toBe(`x\n  1,200 times, ${expected}, a.log:3\n\n1 kind of line explained\n`);
  });

  test('tells once what several causes share, and of how many', () => {
    const cause = {
      id: 'T05',
      likelihood: 'possible',
      message: 'It is so.',
      prove: 'k8s-disco doctor',
      mend: 'apisix reload',
    } as const;
    const text = (causes: ExplainReport['symptoms'][number]['causes']): string =>
      explainText({ symptoms: [{ text: 'x', line: 1, count: 1, releases: undefined, causes }], unknown: 0 }, plainPage());
    const line = `  possible     It is so.${' '.repeat(53)}T05\n`;
    expect(text([cause, cause])).toContain(`${line}${line}               for all of these:
               prove: k8s-disco doctor
               mend: apisix reload
`);
    expect(text([cause, { ...cause, mend: 'renew it' }, { ...cause, prove: 'kubectl get pods' }]))
      .toContain(`${line}               mend: apisix reload
${line}               do: renew it
               for these 2:
               prove: k8s-disco doctor
${line}               prove: kubectl get pods
               mend: apisix reload
`);
  });

  test('names the ids of causes that are too many to tell', () => {
    const text = explainText(explained('failed to set upstream: no valid upstream node: nil'), plainPage());
    expect(text).toContain('\n  or one of S01, S02, S06,');
  });

  test('without a line there is nothing', () => {
    expect(explainText({ symptoms: [], unknown: 0 }, plainPage())).toBe('nothing to explain: no line was given\n');
  });
});
