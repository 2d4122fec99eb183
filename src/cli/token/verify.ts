import type { Release } from '../../apisix/release.ts';
import { refusalText } from '../../report/failure.ts';
import { jsonText } from '../../report/json-text.ts';
import { verifyDocument } from '../../report/token/verify-json.ts';
import { verifyText } from '../../report/token/verify-text.ts';
import { verdictOf, verifyToken } from '../../token/verify/verify.ts';
import type { Verification } from '../../token/verify/verify.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import type { AddressFlags } from '../options.ts';
import { pageOf } from '../pages.ts';
import { stepProgress } from '../step-progress.ts';
import type { TOKEN_FORMATS } from './flags.ts';
import { findSubjects } from './verify-subjects.ts';
import type { Subject } from './verify-subjects.ts';

/** What `token verify` was asked. */
export interface TokenVerifyFlags extends AddressFlags {
  /** Absent: the tokens of the config, and without one stdin. */
  readonly file?: string;
  readonly config?: string;
  readonly gatewayVersion: Release;
  /** As given: `CONTEXT`, or in multi-cluster mode `ID=CONTEXT`. */
  readonly adminContext: readonly string[];
  readonly output: (typeof TOKEN_FORMATS)[number];
}

/** Asks every API server what it makes of its token. */
export async function tokenVerify(flags: TokenVerifyFlags, host: Host): Promise<ExitCode> {
  const { gatewayVersion: release, output } = flags;
  const { clock, signal, stdout } = host;
  const subjects = await findSubjects(flags, host);
  const verifications = await whileShown(subjects, host, (subject) => verifyToken({ ...subject, release, clock, signal }));
  writeErrors(verifications, host);
  stdout.stream.write(
    output === 'json'
      ? jsonText(verifyDocument(verifications, release.version))
      : verifyText(verifications, { page: pageOf(host, stdout), now: clock.now(), gatewayVersion: release.version }),
  );
  return exitCodeOf(verifications);
}

/** Verifies all at once. On a terminal a line says so, as an API server that is out of reach takes its time. */
async function whileShown(
  subjects: readonly Subject[],
  host: Host,
  verify: (subject: Subject) => Promise<Verification>,
): Promise<readonly Verification[]> {
  const progress = stepProgress({}, host);
  for (const { connection } of subjects) progress.onStep(connection.name, 'asking who the token is');
  try {
    return await Promise.all(subjects.map(verify));
  } finally {
    progress.stop();
  }
}

/** Says on stderr which API servers could not be asked, why, and who named them. */
function writeErrors(verifications: readonly Verification[], host: Host): void {
  for (const { error, connection } of verifications) {
    if (error === undefined) continue;
    host.stderr.stream.write(refusalText({ ...error, source: connection.source }, pageOf(host, host.stderr)));
  }
}

/** What is not known is worse than what is bad. */
function exitCodeOf(verifications: readonly Verification[]): ExitCode {
  const verdicts = verifications.map(verdictOf);
  if (verdicts.includes('unknown')) return EXIT.unchecked;
  return verdicts.includes('bad') ? EXIT.bad : EXIT.good;
}
