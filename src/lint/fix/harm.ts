import { isReadable } from '../is-readable.ts';
import type { DocumentReport } from '../report.ts';

/**
 * What fixes have spoiled in a file, in words; undefined where they have not. The file must still be read, and what a release accepted it
 * must accept: the config, and each object as the data plane and as the Admin API see it.
 */
export function harmOf(before: readonly DocumentReport[], after: readonly DocumentReport[]): string | undefined {
  const [wasReadable, staysReadable] = [before, after].map((reports) => reports.every(({ findings }) => isReadable(findings)));
  if (wasReadable === true && staysReadable === false) return 'the file could no longer be read';
  for (const [index, { accepted, objects = [] }] of before.entries()) {
    const now = after[index];
    const config = newlyRejecting(accepted, now?.accepted);
    if (config !== undefined) return `APISIX ${config} would no longer accept the config`;
    for (const [place, object] of objects.entries()) {
      const same = now?.objects?.[place];
      const release = newlyRejecting(object.accepted, same?.accepted) ?? newlyRejecting(object.admin, same?.admin);
      if (release !== undefined) return `APISIX ${release} would no longer accept one of the ${object.kind}`;
    }
  }
  return undefined;
}

type Verdicts = Readonly<Record<string, boolean>> | null | undefined;

/** The first release that accepts before and not after. */
function newlyRejecting(before: Verdicts, after: Verdicts): string | undefined {
  return Object.entries(before ?? {}).find(([release, isAccepted]) => isAccepted && after?.[release] !== true)?.[0];
}
