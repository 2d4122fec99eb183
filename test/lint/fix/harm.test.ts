import { expect, test } from 'vitest';
import { harmOf } from '../../../src/lint/fix/harm.ts';
import type { DocumentReport } from '../../../src/lint/report.ts';
import { documentOf } from '../../report/lint/made-report.ts';

type Verdicts = Pick<DocumentReport, 'accepted' | 'objects'>;

function reportOf(verdicts: Verdicts): DocumentReport {
  return { ...documentOf({ path: 'a.yaml' }), ...verdicts };
}

/** An upstream that 3.18.0 takes or not, at the data plane and at the Admin API. */
function upstream(accepted: boolean, admin: boolean): Verdicts {
  return {
    accepted: null,
    objects: [{ kind: 'upstreams', id: '1', accepted: { '3.18.0': accepted }, admin: { '3.18.0': admin }, ownTimes: [] }],
  };
}

const config = (old: boolean, recent: boolean): Verdicts => ({ accepted: { '3.9.1': old, '3.18.0': recent } });

test.each<[string, Verdicts | undefined, Verdicts | undefined, string | undefined]>([
  ['nothing', undefined, undefined, undefined],
  ['all that was accepted', config(true, false), config(true, true), undefined],
  ['a rejected config', config(false, false), config(false, false), undefined],
  ['one release of several', config(true, true), config(true, false), 'APISIX 3.18.0 would no longer accept the config'],
  ['the config itself', config(false, true), { accepted: null }, 'APISIX 3.18.0 would no longer accept the config'],
  ['the document', config(true, true), undefined, 'APISIX 3.9.1 would no longer accept the config'],
  [
    'an object that is served',
    upstream(true, false),
    upstream(false, true),
    'APISIX 3.18.0 would no longer accept one of the upstreams',
  ],
  [
    'an object for the Admin API',
    upstream(true, true),
    upstream(true, false),
    'APISIX 3.18.0 would no longer accept one of the upstreams',
  ],
  [
    'an object that goes missing',
    upstream(true, true),
    { accepted: null },
    'APISIX 3.18.0 would no longer accept one of the upstreams',
  ],
  ['an object that was rejected', upstream(false, false), { accepted: null }, undefined],
])('%s: from %j to %j is harm: %j', (_what, before, after, harm) => {
  const reports = [before, after].map((verdicts) => (verdicts === undefined ? [] : [reportOf(verdicts)]));
  expect(harmOf(reports[0]!, reports[1]!)).toBe(harm);
});
