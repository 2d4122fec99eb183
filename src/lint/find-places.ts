import type { Position } from '../apisix/position.ts';
import type { LintDocument } from './document.ts';
import { mask } from './masking.ts';
import type { FileFix, LintFinding } from './report.ts';
import type { Complaint, Edit } from './rule.ts';
import type { RuleComplaint } from './run-rules.ts';
import type { SpanLookup } from './span-at.ts';

/** What places are found by. */
export interface Places {
  /** In the document. */
  readonly spanAt: SpanLookup;
  /** Of the file. */
  readonly lines: readonly string[];
}

/** A complaint as a finding in its file: positions and edits there, and an end where the rule gave none. */
export function placeInFile({ rule, document, complaint, releases }: RuleComplaint, { spanAt, lines }: Places): LintFinding {
  const { message, hint, position } = complaint;
  const fix = fixInFile(complaint, document);
  return {
    id: rule.id,
    rule: rule.name,
    severity: complaint.severity ?? rule.severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    position: document.inFile(position),
    end: document.inFile(complaint.end ?? spanAt(position)?.end ?? endOfWord(position, { document, lines })),
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

/** Where nothing of the document starts at a place, such as in text that is no YAML: up to the next blank, one character at least. */
function endOfWord(
  position: Position,
  { document, lines }: { readonly document: LintDocument; readonly lines: Places['lines'] },
): Position {
  const { line, column } = document.inFile(position);
  const text = lines[line - 1] ?? '';
  const word = /^\S+/.exec(text.slice(column - 1).replace(/\r$/, ''))?.[0] ?? ' ';
  return { line: position.line, column: position.column + word.length };
}
