import { describe, expect, it } from 'vitest';
import { parseEnvFile } from '../../../src/lint/input/env-file.ts';

describe('parseEnvFile', () => {
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['an empty file has no variables', '', {}],
    ['a line is KEY=VALUE', 'HOST=10.1.0.5\nPORT=6443', { HOST: '10.1.0.5', PORT: '6443' }],
    ['blank lines and comments are skipped', '\n# the API server\n  # of production\n\nHOST=a\n', { HOST: 'a' }],
    ['export before the name is left out', 'export HOST=a\n', { HOST: 'a' }],
    ['a value may be empty', 'A=\nB=""\nC= # nothing', { A: '', B: '', C: '' }],
    ['a value ends before a comment, and a # inside it stays', 'A=b # comment\nC=d#e', { A: 'b', C: 'd#e' }],
    ['a value may hold =', 'A=b=c==', { A: 'b=c==' }],
    ['blanks around name and value do not count', '  A = b \t\n', { A: 'b' }],
    ['single quotes keep everything', String.raw`A='b # \n "c" $D' # comment`, { A: String.raw`b # \n "c" $D` }],
    ['double quotes know escapes', String.raw`A="b\n\"c\"\\ \$D \x"`, { A: 'b\n"c"\\ $D \\x' }],
    ['a quoted value may go over lines', 'A="b\nc"\nD=\'e\n\nf\'\nG=h', { A: 'b\nc', D: 'e\n\nf', G: 'h' }],
    ['nothing is expanded', 'A=${B}', { A: '${B}' }],
    ['the last of two counts', 'A=1\nA=2', { A: '2' }],
    ['a byte order mark and CRLF do not count', '\uFEFFA=1\r\nB="2"\r\n', { A: '1', B: '2' }],
  ])('%s', (_title, text, variables) => {
    expect(parseEnvFile(text)).toEqual({ ok: true, variables: new Map(Object.entries(variables)) });
  });

  it.each<[string, string, number, string]>([
    ['a line without =', 'A=1\nsecret\n', 2, 'this is not KEY=VALUE with a key of letters, digits and _'],
    ['a name with a dash', '\nA-B=1', 2, 'this is not KEY=VALUE with a key of letters, digits and _'],
    ['a quote that is not closed', 'A="b\nC=d\n', 1, 'the " before the value is never closed'],
    ['text behind the closing quote', "A='b\nc' d\n", 1, "something follows the ' behind the value"],
  ])('%s is told with its line and without its value', (_title, text, line, message) => {
    expect(parseEnvFile(text)).toEqual({ ok: false, line, message });
  });
});
