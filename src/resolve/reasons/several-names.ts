import type { Spelling } from '../spelling.ts';

/** No more suggestions are shown than this, and a text may hold thousands of separators. */
const MOST_EXPLAINED = 5;

/** S17: `a;b`, `a,b` and `a b`. A separator that only ends the name makes no second one. */
export const severalNames: Spelling = ({ text }) => {
  const names = namesIn(text);
  if (names.length < 2) return undefined;
  return {
    id: 'S17',
    message: `These are ${names.length} names, and service_name takes one. To share traffic among services use the traffic-split plugin.`,
    meant: names.slice(0, MOST_EXPLAINED),
  };
};

function namesIn(text: string): string[] {
  const separated = text.split(/[;,；，]/u).map((name) => name.trim());
  const names = separated.filter((name) => name !== '');
  if (names.length !== 1) return names;
  const words = text.trim().split(/\s+/u);
  return words.every((word) => /[^:：][:：]/u.test(word)) ? words : names;
}
