import type { LocatedScalar } from '../../apisix/located.ts';
import { parseLabelSelector } from '../../kube/label-selector/label-selector.ts';
import { blockSpan } from '../block-text.ts';
import { documentLines } from '../document-lines.ts';
import type { LineLookup } from '../document-lines.ts';
import type { Complaint, Edit, JudgedConfig, Rule } from '../rule.ts';
import { withFix } from './edits.ts';
import { ownerText } from './place-of.ts';
import { refusedAs } from './problems.ts';
import { textSetting, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const labelSelectorSyntax: Rule = {
  id: 'C17',
  name: 'label-selector-syntax',
  severity: 'error',
  subject: 'config',
  check: (judged) => [
    ...refusedAs('C17', judged),
    ...writtenClusters(judged.verdict).flatMap((cluster) => malformed(cluster, judged)),
  ],
  why:
    'The start-up check takes any text as label_selector and the gateway sends it as it stands. The API server answers a malformed ' +
    'one with 400, and nothing is discovered: "list failed … reason: Bad Request". The documentation of the gateway itself shows ' +
    'values between quotes, which are malformed.',
  mend: 'Write it as kubectl takes it, without quotes: first=a,second in (b,c).',
  source: 'discovery/kubernetes/informer_factory.lua, 2.13.0 to 3.18.0; k8s.io/apimachinery/pkg/labels',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    label_selector: first="a",second="b"\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    label_selector: first=a,second=b\n' } },
  },
};

function malformed(cluster: WrittenCluster, judged: JudgedConfig): readonly Complaint[] {
  const setting = textSetting(cluster, ['label_selector']);
  // A reference that is not replaced is E05.
  if (setting === undefined || setting.text.includes('${')) return [];
  const { scalar, text } = setting;
  const selector = parseLabelSelector(text);
  if (selector.ok) return [];
  const name = `label_selector${ownerText(cluster)}`;
  const complaint = {
    // What follows explains the grammar at length.
    message: `The API server refuses ${name} with 400: ${selector.message.split(' (e.g.', 1)[0]}`,
    position: scalar.position,
  };
  const bare = text.replaceAll(/["']/g, '').trim();
  if (bare === text.trim() || !parseLabelSelector(bare).ok)
    return [{ ...complaint, hint: 'Write it as kubectl takes it: app=web,tier!=cache' }];
  return [
    withFix(
      {
        ...complaint,
        message: `${name} has quotes in it, which the API server refuses with 400`,
        hint: `Leave the quotes out: ${bare}`,
      },
      judged,
      {
        description: 'Remove the quotes inside label_selector',
        edits: [rewritten(scalar, { text: bare, lineAt: documentLines(judged.document) })],
      },
    ),
  ];
}

/** In a block of one line that line, otherwise the whole value between quotes. */
function rewritten(
  scalar: LocatedScalar,
  { text, lineAt }: { readonly text: string; readonly lineAt: LineLookup },
): Edit | undefined {
  const block = blockSpan(scalar, lineAt);
  const { position, end } = block ?? scalar;
  if (position.line !== end.line || scalar.text !== scalar.value) return undefined;
  return { position, end, text: block === undefined ? JSON.stringify(text) : text };
}
