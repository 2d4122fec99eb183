import { posix } from 'node:path';
import type { LintDocument, LintFile } from '../document.ts';
import { objectTitle } from '../manifest-objects.ts';
import { embeddedTexts } from './kinds/embedded-text.ts';
import type { EmbeddedText } from './kinds/embedded-text.ts';
import { helmValuesIn } from './kinds/helm-values.ts';
import { releaseValues } from './kinds/release-values.ts';
import { partsOf } from './parts-of.ts';
import { partOf } from './subject.ts';
import type { Part } from './subject.ts';

/**
 * What there is to judge in a file, recognised by what it holds: its documents, the items of Lists, and the files inside of ConfigMaps
 * and Secrets that lint knows. At least one; never throws. Text that is not well-formed is told (`malformed`) where it looks like the
 * gateway's, or where the file was named.
 */
export function documentsOf(file: LintFile): readonly LintDocument[] {
  const { path, text, named } = file;
  const parts = partsOf({ name: posix.basename(path).toLowerCase(), text, named });
  const lines = parts.some(({ kind }) => kind === 'manifest') ? text.split('\n') : [];
  return parts.flatMap((part): readonly LintDocument[] => [
    { ...part, file, inFile: (position) => position, indent: '' },
    ...inside(part, { file, lines }),
  ]);
}

/** The files and values of Helm in an object; those that are nothing of the gateway's are left out. */
function inside(
  { kind, root, number }: Part,
  { file, lines }: { readonly file: LintFile; readonly lines: readonly string[] },
): readonly LintDocument[] {
  if (kind !== 'manifest' || root === undefined) return [];
  const values = releaseValues(root).flatMap(({ place, value }): readonly LintDocument[] => {
    const recognised = helmValuesIn(value, { isNamedSo: true });
    if (recognised === undefined) return [];
    const title = `${recognised.title} of ${objectTitle(root)} (${place})`;
    const part = partOf({ ...recognised, title }, { number, root: value, malformed: undefined });
    return [{ ...part, file, inFile: (position) => position, indent: '' }];
  });
  const texts = embeddedTexts(root, lines).flatMap((embedded) =>
    partsOf({ name: embedded.key.toLowerCase(), text: embedded.text, named: false })
      .filter((part) => part.kind !== 'other' && part.kind !== 'manifest')
      .map((part) => ({
        ...part,
        file,
        number,
        ...placeOf(embedded),
        title: `${part.title} of ${objectTitle(root)} (${embedded.place})`,
      })),
  );
  return [...values, ...texts];
}

function placeOf({ inFile, indent }: EmbeddedText): Pick<LintDocument, 'inFile' | 'indent'> {
  return { inFile, indent };
}
