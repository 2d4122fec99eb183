import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { cli } from '../../support/cli.ts';
import type { CliOptions, CliResult } from '../../support/cli.ts';

/** What the gateway takes. */
export const CLEAN = `discovery:
  kubernetes:
    service:
      host: api.example.com
      port: "6443"
    client:
      token_file: /t
`;

/** What the gateway refuses, with a port that is a number (C01). */
export const REFUSED = CLEAN.replace('"6443"', '6443');

/** What the gateway takes, although a key stands twice (C37). */
export const WARNED = `${CLEAN}    default_weight: 1\n    default_weight: 1\n`;

export interface Workspace {
  /** Runs `k8s-disco lint` with words that are separated by blanks; `cwd` is a directory in it. */
  readonly lint: (words: string, options?: CliOptions) => Promise<CliResult>;
  /** The absolute path of a file in it. */
  readonly path: (name: string) => string;
  readonly write: (name: string, text: string) => void;
  readonly read: (name: string) => string;
}

/** A working directory that each test of a file finds with these files alone in it. */
export function workspace(files: Readonly<Record<string, string>>): Workspace {
  let directory = '';
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'k8s-disco-lint-'));
    for (const [name, text] of Object.entries(files)) write(name, text);
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  return {
    lint: (words, { cwd = '', ...options } = {}) =>
      cli(['lint', ...words.split(' ').filter((word) => word !== '')], { ...options, cwd: join(directory, cwd) }),
    path: (name) => join(directory, name),
    write,
    read: (name) => readFileSync(join(directory, name), 'utf8'),
  };
}
