import { upstreamNamed } from '../example-files.ts';
import type { LintDocument } from '../document.ts';
import type { Complaint, Fix, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { textPlaces } from '../text-places.ts';

export const missingEndMark: Rule = {
  id: 'W12',
  name: 'missing-end-mark',
  severity: 'error',
  subject: 'document',
  check: (document, facts) => endMarkProblems(document, facts).slice(0, 1),
  why:
    'A gateway without etcd reads apisix.yaml only when its last ten bytes match #END and white space: so it knows that the file was ' +
    'written to its end. Otherwise it logs "missing valid end flag" and keeps what it had, which is nothing at start.',
  mend: 'Make #END the last line, without a space after the # and with nothing behind it. apisix.json needs none.',
  source: 'core/config_yaml.lua, 2.13.0 to 3.18.0; #1479',
  examples: {
    failing: {
      files: {
        'apisix.yaml': `upstreams:
  - id: cms
    type: roundrobin
    discovery_type: kubernetes
    service_name: default/cms:http
# END
`,
      },
    },
    passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
  },
};

function endMarkProblems(document: LintDocument, { releases, env }: RunFacts): readonly Complaint[] {
  return releases.flatMap((release) =>
    document.objects({ release, env }).problems.flatMap(({ id, message, hint, position }) => {
      if (id !== 'W12') return [];
      const fix = endMark(document);
      return [{ message, position, ...(hint !== undefined && { hint }), ...(fix && { fix }) }];
    }),
  );
}

/** At the end of the file, in place of a last line that was meant to be the mark. Undefined in a text inside a file. */
function endMark({ file: { text }, indent }: LintDocument): Fix | undefined {
  if (indent !== '') return undefined;
  const written = text.trimEnd();
  const lastLine = written.lastIndexOf('\n') + 1;
  // A line that is indented may belong to a text.
  const start = /^#\s*END$/i.test(written.slice(lastLine)) ? lastLine : text.length;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const before = start === 0 || text.charAt(start - 1) === '\n' ? '' : newline;
  const { positionAt } = textPlaces(text);
  const edit = { position: positionAt(start), end: positionAt(text.length), text: `${before}#END${newline}` };
  return { description: 'End the file with #END', edits: [edit] };
}
