import { expect, test } from 'vitest';
import { Memory } from '../../src/doctor/memory.ts';

test('a fact is read once, whoever asks for it, and others beside it', async () => {
  const memory = new Memory('cluster');
  let reads = 0;
  const read = async (source: string): Promise<string> => `${source} ${++reads}`;
  const length = async (source: string): Promise<number> => source.length;
  const facts = await Promise.all([memory.once(read), memory.once(length), memory.once(read)]);
  expect([...facts, await memory.once(read)]).toEqual(['cluster 1', 7, 'cluster 1', 'cluster 1']);
});

test('that it cannot be read is remembered, too', async () => {
  const memory = new Memory('cluster');
  let reads = 0;
  const read = async (): Promise<never> => {
    throw new Error(`no ${++reads}`);
  };
  await expect(memory.once(read)).rejects.toThrow('no 1');
  await expect(memory.once(read)).rejects.toThrow('no 1');
});
