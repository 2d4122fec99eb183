import type { Span } from '../apisix/located.ts';
import type { Position } from '../apisix/position.ts';
import { blockSpan } from './block-text.ts';
import type { LintDocument } from './document.ts';
import type { LineLookup } from './document-lines.ts';
import { mask } from './masking.ts';
import type { FileFix, LintFinding } from './report.ts';
import type { Complaint, Edit } from './rule.ts';
import type { RuleComplaint } from './run-rules.ts';
import type { SpanLookup } from './span-at.ts';

/** What places in a document are found by. */
export interface Places {
  readonly spanAt: SpanLookup;
  readonly lineAt: LineLookup;
}

/** A complaint as a finding in its file: positions and edits there, and an end where the rule gave none. */
export function placeInFile({ rule, document, complaint, releases }: RuleComplaint, places: Places): LintFinding {
  const { message, hint } = complaint;
  const { position, end } = spanOf(complaint, places);
  const fix = fixInFile(complaint, document);
  return {
    id: rule.id,
    rule: rule.name,
    severity: complaint.severity ?? rule.severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    position: document.inFile(position),
    end: document.inFile(end),
    releases: releases.map(({ version }) => version),
    ...(fix === undefined ? {} : { fix }),
  };
}

function fixInFile({ fix }: Complaint, document: LintDocument): FileFix | undefined {
  const { indent } = document;
  if (fix === undefined || indent === undefined) return undefined;
  const edits = fix.edits.map(({ position, end, text }: Edit): Edit => ({
    position: document.inFile(position),
    end: document.inFile(end),
    text: text.replaceAll('\n', `\n${indent}`),
  }));
  return { description: fix.description, isSecret: edits.some(({ text }) => mask(text) !== text), edits };
}

/** Of a text in a block, the text itself: its mark says nothing, and may stand lines above. */
function spanOf({ position, end }: Complaint, { spanAt, lineAt }: Places): Span {
  if (end !== undefined) return { position, end };
  const span = spanAt(position);
  if (span === undefined) return { position, end: endOfWord(position, lineAt) };
  return blockSpan(span, lineAt) ?? { position, end: span.end };
}

/** Where nothing of the document starts at a place, such as in text that is no YAML: up to the next blank, one character at least. */
function endOfWord({ line, column }: Position, lineAt: LineLookup): Position {
  const text = lineAt(line) ?? '';
  // JSON on one line is a single word, which nobody wants to see marked, or looked through for each finding.
  const word = /^\S{1,100}/.exec(text.slice(column - 1))?.[0] ?? ' ';
  return { line, column: column + word.length };
}
