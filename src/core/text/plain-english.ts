// Words that English needs for nearly every sentence and that are spelt like no common word of another language; and some
// that are, which count beside one of those.
const TELLING = words(
  'the and you your that this with have were but what just from they she when who how would could should will there their than then about some because going really think know want great after into which where while through these those very still people first year years other before says does being only they’re you’re don’t can’t',
);
const OTHERS = words(
  "is it of to in at so if was not are for good now get my we his her him been out has had its it's i'm don't can't on by as an be or new more over up down off all like see back make made time day any much most even also our company world best worst happy love today",
);

const WORDS = /[a-z'’]+/gu;
// Letters of other scripts, and Latin ones with marks. Typographic signs and emoji are none.
const OTHER_LETTERS = /[\u00aa-\u024f\u0370-\u1fff\u2c00-\ud7ff\uf900-\uffef]/u;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/**
 * True for a text that is English beyond doubt: a fifth of its words are of the kind above, two at least, and no letter is
 * foreign to it. A quick look that saves a close one; false says nothing.
 */
export function isPlainEnglish(text: string): boolean {
  if (OTHER_LETTERS.test(text)) return false;
  const found = text.toLowerCase().match(WORDS) ?? [];
  let [telling, others] = [0, 0];
  for (const word of found)
    if (TELLING.has(word)) telling++;
    else if (OTHERS.has(word)) others++;
  return telling > 0 && telling + others >= 2 && 5 * (telling + others) >= found.length;
}
