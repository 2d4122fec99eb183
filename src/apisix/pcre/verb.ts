import { PatternFault } from './reader.ts';
import type { Reader } from './reader.ts';
import type { Term } from './tree.ts';

const MAX_NAME_LENGTH = 255;

/** Whether a backtracking control verb such as (*COMMIT) or (*:name) begins here. */
export function isVerb(reader: Reader): boolean {
  return reader.startsWith('(*') && /^[A-Za-z:]$/.test(reader.peek(2));
}

/** Reads a verb. The names of (*PRUNE:…) and (*THEN:…) only inform PCRE's caller and have no effect here. */
export function parseVerb(reader: Reader): Term {
  reader.skip('(*');
  const verb = reader.takeWhile(/^[A-Za-z]$/);
  const argument = reader.skip(':') ? reader.takeWhile(/^[^)]$/s) : null;
  if (!reader.skip(')')) throw new PatternFault('(*VERB) not recognized or malformed');
  if ((argument?.length ?? 0) > MAX_NAME_LENGTH) {
    throw new PatternFault('name is too long in (*MARK), (*PRUNE), (*SKIP), or (*THEN)');
  }
  switch (verb) {
    case 'FAIL':
    case 'F':
      requireNoArgument(argument);
      return { kind: 'fail' };
    case 'ACCEPT':
      requireNoArgument(argument);
      return { kind: 'accept' };
    case 'COMMIT':
      requireNoArgument(argument);
      return { kind: 'onBacktrack', verb: 'commit' };
    case 'PRUNE':
      return { kind: 'onBacktrack', verb: 'prune' };
    case 'THEN':
      return { kind: 'onBacktrack', verb: 'then' };
    case 'SKIP':
      return argument ? { kind: 'skipToMark', name: argument } : { kind: 'onBacktrack', verb: 'skip' };
    case 'MARK':
    case '':
      if (!argument) throw new PatternFault('(*MARK) must have an argument');
      return { kind: 'mark', name: argument };
    default:
      throw new PatternFault('(*VERB) not recognized or malformed');
  }
}

function requireNoArgument(argument: string | null): void {
  if (argument) throw new PatternFault('an argument is not allowed for (*ACCEPT), (*FAIL), or (*COMMIT)');
}
