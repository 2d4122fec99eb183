/** The end of a command's help: lines that can be pasted as they stand, with what each is for. */
export function examples(lines: readonly (readonly [command: string, purpose: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return ['', 'Examples:', ...lines.map(([command, purpose]) => `  ${command.padEnd(width)}   ${purpose}`)].join('\n');
}
