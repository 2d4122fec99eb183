import type { CatalogueId } from '../../../findings/catalogue.ts';
import type { Finding } from '../../../findings/finding.ts';
import { momentText } from '../../../findings/time-text.ts';
import type { UnaskedServer, VerifiedToken } from '../../../token/verify/verification.ts';
import { answerOf, pass, skip, unknown } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { readVerification } from '../../facts/verification.ts';

/** What ends first, or for good, comes first: the others are part of it. */
const FIRST: readonly CatalogueId[] = ['T12', 'T21', 'T26', 'T05', 'T07', 'T06', 'T18'];

/** By its own words it is not good now, and nobody said whether the API server thinks so, too. */
const OF_TIME: readonly CatalogueId[] = ['T04', 'T20'];

/** Whether a token that works today goes on to. */
export const tokenLasts: ClusterCheck = {
  name: 'token-lasts',
  category: 'identity',
  title: 'The token lasts',
  reads: 'the claims of the token, and where it stands; as an admin the account of the token',
  causes: ['T05', 'T06', 'T07', 'T12', 'T18', 'T21', 'T26'],
  needs: ['token-accepted'],
  scope: 'cluster',
  async examine(cluster) {
    const verification = await cluster.once(readVerification);
    if (verification === undefined) return [skip('No token of a gateway is known')];
    const { findings } = verification.kind === 'verified' ? verification : verification.inspection;
    const fault = findings.find(({ id, severity }) => severity === 'error' && OF_TIME.includes(id));
    if (fault !== undefined) return [unknown(fault.message)];
    const [first, ...others] = FIRST.flatMap((cause) => findings.filter(({ id }) => id === cause)).filter(isForecast);
    if (first === undefined) return [pass({ title: lastingTitle(verification) })];
    return [answerOf(first, { evidence: others.map(({ message }) => message) })];
  },
};

function isForecast({ severity }: Finding): boolean {
  return severity === 'warning';
}

function lastingTitle({ inspection, reading }: VerifiedToken | UnaskedServer): string {
  if (inspection.claims === undefined) return 'Nothing in the token says that it expires';
  const { expiresAt } = inspection.claims;
  if (expiresAt === undefined) return 'The token does not expire';
  const isRead = reading === 'each-request' ? ', and the gateway reads its file before each request' : '';
  return `The token is good until ${momentText(expiresAt)}${isRead}`;
}
