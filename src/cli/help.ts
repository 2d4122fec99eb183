import { Help } from 'commander';
import { DEFAULT_COLUMNS } from '../terminal/page.ts';

/** Less beside a term would be a ladder of words. */
const NARROWEST_DESCRIPTION = 24;

/** Of a description that stands under its term. */
const INDENT = 6;

/** What commander puts around a term: two spaces before it, two behind. */
const AROUND_TERM = 4;

/** How help is laid out: commander itself breaks no line of a description with less than 40 columns, and leaves the words to the terminal. */
export const HELP_LAYOUT: Partial<Help> = {
  minWidthToWrap: NARROWEST_DESCRIPTION,
  formatItem(...item) {
    const [term, termWidth, description, helper] = item;
    const { helpWidth = DEFAULT_COLUMNS } = helper;
    if (description === '' || helpWidth - termWidth - AROUND_TERM >= NARROWEST_DESCRIPTION) {
      return Help.prototype.formatItem.apply(helper, item);
    }
    const lines = helper.boxWrap(description, helpWidth - INDENT).split('\n');
    return [`  ${term}`, ...lines.map((line) => `${' '.repeat(INDENT)}${line}`)].join('\n');
  },
};
