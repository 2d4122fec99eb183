import type { Rule } from '../rule.ts';
import { replacedText, withFix } from './edits.ts';
import { refusedAs } from './problems.ts';
import { settingsByPlace } from './written-clusters.ts';

export const sharedSize: Rule = {
  id: 'C13',
  name: 'shared-size',
  severity: 'error',
  subject: 'config',
  check: (judged) => {
    const sizeAt = settingsByPlace(judged.verdict, ['shared_size']);
    return refusedAs('C13', judged).map((complaint) => {
      const size = sizeAt(complaint.position)?.entry.value;
      if (size?.kind !== 'scalar' || !/^[1-9]\d?M$/.test(size.text)) return complaint;
      return withFix(complaint, judged, {
        description: 'Write the unit as a small m',
        edits: [replacedText(size, size.text.toLowerCase())],
      });
    });
  },
  why:
    'A shared_size is a number of megabytes with a small m. 1g, 64M, 64mb and 65536k are refused by every release from 3.0.0 on, ' +
    'and sizes over 99m before 3.13.0.',
  mend: 'Write megabytes, such as 64m.',
  source: 'discovery/kubernetes/schema.lua, 3.0.0 to 3.18.0; #12123',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    shared_size: 64M\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    shared_size: 64m\n' } },
  },
};
