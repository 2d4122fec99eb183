import type { Located } from '../../apisix/located.ts';
import type { LintDocument, ObjectsRead } from '../document.ts';

/** A document of a text, of which nobody knows yet what it is. */
export interface Subject {
  /** The file's name without directory, or a key of a ConfigMap; in lower case. */
  readonly name: string;
  /** Of the whole file: the gateway reads that, whatever lint sees in it. */
  readonly text: string;
  readonly format: 'yaml' | 'json';
  /** The first document, which is the only one that the gateway reads. */
  readonly isFirst: boolean;
  readonly root: Located;
}

/** What a document was recognised as. */
export interface Recognised {
  readonly kind: LintDocument['kind'];
  readonly title: string;
  readonly config?: NonNullable<LintDocument['config']>;
  readonly objects?: LintDocument['objects'];
}

/** A document as lint judges it, before it is placed in a file. */
export type Part = Omit<LintDocument, 'file' | 'inFile' | 'indent'>;

const NOTHING: ObjectsRead = { objects: [], problems: [] };

export function partOf({ kind, title, config, objects }: Recognised, rest: Pick<Part, 'number' | 'root' | 'malformed'>): Part {
  return { kind, title, config, objects: objects ?? (() => NOTHING), ...rest };
}
