import type { Connection } from '../../kube/connection.ts';
import { refusalText } from '../../report/failure.ts';
import { jsonText } from '../../report/json-text.ts';
import { verifyDocument } from '../../report/token/verify-json.ts';
import { verifyText } from '../../report/token/verify-text.ts';
import { verdictOf } from '../../token/verify/verification.ts';
import type { Verdict, Verification } from '../../token/verify/verification.ts';
import { verifyToken } from '../../token/verify/verify.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { introduce } from '../introduce.ts';
import { pageOf } from '../pages.ts';
import { whileShown } from '../step-progress.ts';
import type { TokenVerifyFlags } from './flags.ts';
import { findSubjects } from './verify-subjects.ts';
import type { Subject } from './verify-subjects.ts';

/** Asks every API server what it makes of its token. */
export async function tokenVerify(flags: TokenVerifyFlags, host: Host): Promise<ExitCode> {
  const { gatewayVersion: release, output } = flags;
  const { clock, signal, stdout } = host;
  const subjects = await findSubjects(flags, host);
  introduce(connectionsOf(subjects), flags, host);
  const cluster = subjects.map(({ connection: { name } }) => name).join(', ');
  const verifications = await whileShown({ ...flags, cluster, step: 'asking who the token is' }, host, () =>
    Promise.all(
      subjects.map(async (subject) =>
        subject.kind === 'unread' ? subject : verifyToken({ ...subject, release, clock, signal }),
      ),
    ),
  );
  writeErrors(verifications, host);
  stdout.stream.write(
    output === 'json'
      ? jsonText(verifyDocument(verifications, release.version))
      : verifyText(verifications, {
          page: pageOf(host, stdout),
          now: clock.now(),
          gatewayVersion: release.version,
          verbose: flags.verbose === true,
        }),
  );
  return exitCodeOf(verifications);
}

/** With the tokens, then with the admins. */
function connectionsOf(subjects: readonly Subject[]): readonly Connection[] {
  return [
    ...subjects.map(({ connection }) => connection),
    ...subjects.flatMap((subject) => (subject.kind === 'read' ? (subject.admin ?? []) : [])),
  ];
}

/** Says on stderr which tokens could not be read and which API servers not be asked, why, and who named them. */
function writeErrors(verifications: readonly Verification[], host: Host): void {
  for (const verification of verifications) {
    if (verification.kind === 'verified') continue;
    const { error, connection } = verification;
    host.stderr.stream.write(refusalText({ ...error, source: connection.source }, pageOf(host, host.stderr)));
  }
}

/** The worst first: what is for the user to mend, and that nothing is known, which is worse than what is bad. */
const CODES: readonly (readonly [verdict: Verdict, code: ExitCode])[] = [
  ['unread', EXIT.usage],
  ['unknown', EXIT.unchecked],
  ['bad', EXIT.bad],
];

function exitCodeOf(verifications: readonly Verification[]): ExitCode {
  const verdicts = verifications.map(verdictOf);
  const [, code = EXIT.good] = CODES.find(([verdict]) => verdicts.includes(verdict)) ?? [];
  return code;
}
