import { stringify } from 'yaml';
import { jsonText } from './json-text.ts';

/** Of every report that is for other programs: its keys stay what they are. */
export const API_VERSION = 'k8s-disco/v1';

/** A report for other programs as a text. YAML has the same content as JSON. */
export function documentText(document: object, format: 'json' | 'yaml'): string {
  return format === 'json' ? jsonText(document) : stringify(document);
}
