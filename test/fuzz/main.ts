import { corpus, lintInput } from './lint-input.ts';
import { mutate, randomOf } from './mutate.ts';

/** `npm run fuzz:lint [-- COUNT [SEED]]`: lints mutated inputs; ends with 1 at the first that throws or takes longer than {@link LIMIT_MS}. */
const LIMIT_MS = 5_000;
const PROGRESS = 10_000;

const [count = 100_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const texts = corpus();
const random = randomOf(seed);
let slowest = 0;
const start = performance.now();
console.log(`${count} mutations of ${texts.length} texts, seed ${seed}`);
for (let round = 1; round <= count; round++) {
  const text = mutate(texts, random);
  try {
    const milliseconds = lintInput(text);
    slowest = Math.max(slowest, milliseconds);
    if (milliseconds > LIMIT_MS) throw new Error(`it took ${Math.round(milliseconds)} ms`);
  } catch (error) {
    console.log(`Round ${round} failed on this input:\n${JSON.stringify(text)}\n`);
    throw error;
  }
  if (round % PROGRESS === 0) console.log(`${round} done, the slowest took ${Math.round(slowest)} ms`);
}
console.log(`No crash and no hang in ${count} inputs; ${Math.round((performance.now() - start) / 1000)} s in all.`);
