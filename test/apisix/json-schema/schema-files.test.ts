import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../src/apisix/json-schema/config-schema.ts';
import { schemaFiles } from '../../../src/apisix/json-schema/schema-files.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import { expectationOf, readRecordings } from '../../support/recordings.ts';
import type { Recording } from '../../support/recordings.ts';

const folder = 'docs/schema';
const published = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('the published schemas', () => {
  it('are those that the gateway’s rules make: npm run docs', () => {
    const texts = published.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
    expect(new Map(texts)).toEqual(schemaFiles());
  });

  it('are named in their page', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(published.filter((name) => !page.includes(`(${name})`))).toEqual([]);
  });

  it.each([...schemaFiles()])('%s is of draft 07, and says what each property is for', (_name, text) => {
    const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false });
    expect(() => ajv.compile(JSON.parse(text) as object)).not.toThrow();
    // A property without a line in ABOUT is described by its path.
    expect(text).not.toMatch(/"description": "\w+(?:\.\w+)+:/);
  });
});

interface Expectation {
  readonly ok: boolean;
  readonly stage?: string;
  /** Of config.jsonl as a whole, of registries.jsonl by key. */
  readonly init?: string | Readonly<Record<string, string>>;
}

/** Blocks that the gateway judges otherwise than the standard, and why. */
const DIFFERENCES: readonly { readonly why: string; readonly has: (value: unknown) => boolean }[] = [
  { why: 'null: dropped before the check', has: (value) => value === null },
  {
    why: 'an empty list or map is both to Lua',
    has: (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 0,
  },
];

function hasAnywhere(value: unknown, has: (value: unknown) => boolean): boolean {
  return (
    has(value) || (typeof value === 'object' && value !== null && Object.values(value).some((inner) => hasAnywhere(inner, has)))
  );
}

/** nginx does not start with a key that is no registry, so editors are told that it is wrong. */
function isTaken({ ok, init }: Expectation): boolean {
  return ok && !(typeof init === 'object' && Object.values(init).some((failure) => failure.startsWith('module ')));
}

const blocks = [
  ...readRecordings<Recording<Expectation> & { readonly config?: unknown }>('config.jsonl').map((recording) => ({
    recording,
    block: 'config' in recording ? { kubernetes: recording.config } : undefined,
  })),
  ...readRecordings<Recording<Expectation> & { readonly discovery?: unknown }>('registries.jsonl').map((recording) => ({
    recording,
    block: recording.discovery,
  })),
].filter(({ block }) => block !== undefined && !JSON.stringify(block).includes('${{'));
const releases = [...new Set(blocks.flatMap(({ recording }) => Object.keys(recording.expect)))];

describe.each(releases)('the schema of %s', (release) => {
  it('takes and refuses what the gateway’s check does', () => {
    const takes = new Ajv({ strict: false }).compile(configSchema(releaseOf(release)));
    const differing = blocks.flatMap(({ recording, block }) => {
      const expected = expectationOf<Expectation>(recording, release);
      if (expected === undefined || takes({ discovery: block }) === isTaken(expected)) return [];
      return DIFFERENCES.some(({ has }) => hasAnywhere(block, has)) ? [] : [recording.id];
    });
    expect(differing).toEqual([]);
  });
});
