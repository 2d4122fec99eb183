import type { Example, Rule } from '../../lint/rule.ts';
import { codeBlock, markdownProse } from '../markdown.ts';

/** What docs/rules.md says of a rule under its title; SARIF shows the same. */
export function ruleMarkdown({ severity, why, mend, source, examples }: Rule): string {
  return [
    `${severity} · ${markdownProse(source)}`,
    markdownProse(why),
    `**Mend:** ${markdownProse(mend)}`,
    ...exampleMarkdown('Fails', examples.failing),
    ...exampleMarkdown('Passes', examples.passing),
  ].join('\n\n');
}

function exampleMarkdown(verdict: string, { files, flags = [], env = {} }: Example): readonly string[] {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = flags.length === 0 ? variables : [flags.join(' '), ...variables];
  const surroundings = words.map((word) => ` \`${word}\``).join('');
  return Object.entries(files).flatMap(([path, text], at) => [
    at === 0 ? `${verdict}, \`${path}\`${surroundings === '' ? '' : ` with${surroundings}`}:` : `and \`${path}\`:`,
    codeBlock(text, languageOf(path)),
  ]);
}

function languageOf(path: string): string {
  return path.endsWith('.json') ? 'json' : 'yaml';
}
