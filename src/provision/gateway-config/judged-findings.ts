import { judgeConfig } from '../../apisix/judge-config.ts';
import type { Problem } from '../../apisix/problem.ts';
import type { Release } from '../../apisix/release.ts';
import type { Environment } from '../../apisix/yaml/substitution.ts';
import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';

/**
 * What a release has to say of a config.yaml that was made or merged: an error for what keeps the gateway from starting its discovery, a
 * warning for what it decides in silence. `env` answers `${{VAR}}`, as for `judgeConfig`. Holds no secret.
 */
export function judgedFindings(
  text: string,
  { release, env }: { readonly release: Release; readonly env: Environment },
): readonly Finding[] {
  const { refusals, startFailures, notes } = judgeConfig({ kind: 'text', text }, { release, env });
  return [
    ...[...refusals, ...startFailures].map((problem) => findingOf(problem, 'error')),
    ...notes.map((problem) => findingOf(problem, 'warning')),
  ];
}

function findingOf({ id = 'C36', message, hint, position }: Problem, severity: Finding['severity']): Finding {
  return {
    // A test of the catalogue sees to it that every id in src is one of its own.
    id: id as CatalogueId,
    severity,
    message: `Line ${position.line}: ${message}.${hint === undefined ? '' : ` ${hint}.`}`,
  };
}
