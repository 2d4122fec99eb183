import type { TokenReport } from '../../token/report.ts';
import { API_VERSION } from '../document.ts';

/** The report as other programs read it. `file` is where the token was written to; then it is not repeated here. */
export function tokenDocument(report: TokenReport, { file }: { readonly file: string | null }) {
  const { action, cluster, server, subject, secret, expires, audiences, issuer, token, candidates, findings, error } = report;
  return {
    apiVersion: API_VERSION,
    kind: 'TokenReport',
    action,
    cluster,
    server,
    subject,
    secret,
    expires,
    audiences,
    issuer,
    token: file === null ? token : null,
    file,
    candidates,
    findings,
    ...(error === undefined ? {} : { error }),
  };
}
