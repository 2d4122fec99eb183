import type { Inspection } from '../../token/inspect.ts';
import { API_VERSION } from '../document.ts';
import { claimsDocument } from './claims.ts';

/** What a token tells of itself, as other programs read it. Holds no token. */
export function inspectDocument(inspection: Inspection) {
  return { apiVersion: API_VERSION, kind: 'TokenReport', action: 'inspect', ...inspectionDocument(inspection) };
}

/** The same as part of another report. */
export function inspectionDocument({ form, encodings, claims, findings }: Inspection) {
  return { form, encodings, claims: claimsDocument(claims), findings };
}
