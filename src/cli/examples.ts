/** The end of a command's help: lines that can be pasted as they stand, each under what it is for. */
export function examples(lines: readonly (readonly [purpose: string, command: string])[]): string {
  return ['', 'Examples:', ...lines.flatMap(([purpose, command]) => [`  # ${purpose}`, `  ${command}`])].join('\n');
}
