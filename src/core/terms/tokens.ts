/** Called with each token of a text; `isJoined`: nothing but a space lies between it and the one before. */
export type TokenVisitor = (token: string, isJoined: boolean) => void;

// Some exports glue a picture's address to the word before it, or put a space into an address.
const LINKS =
  /pic\.twitter\.com\/\S*|https?:\/\/(?:www\.\s)?\S*|www\.\s?\S+|\b[a-z0-9-]+\.(?:com|net|org|ly|co|io|me|gl)\b(?:\/\S*)?/gu;
const REPOST = /^\s*rt @\w+:?/u;
const ENTITIES = /&(?:amp|lt|gt|quot|nbsp|#39);/gu;

// The first is several times as quick, and most texts need no more.
const ASCII_TOKEN = /\d+(?:[.,]\d+)+|[#@]?\w+(?:['-]\w+)*/g;
const ANY_TOKEN =
  /\d+(?:[.,]\d+)+|[#@]?[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:['-][\p{L}\p{M}\p{N}_]+)*|\p{Extended_Pictographic}/gu;
const NOT_ASCII = /[^\0-\x7f]/;

// What a text says it says by then; a review may have a million characters.
const MOST_CHARACTERS = 5000;
// What is longer is no word.
const LONGEST_TOKEN = 40;

/**
 * Cuts a text into words in lower case (hyphens are part of them), #hashtags, @mentions and emoji. Links, the mark of a repost and a possessive "'s"
 * are left out, and so is what comes after 5,000 characters.
 */
export function scanTokens(text: string, visit: TokenVisitor): void {
  const clean = withoutLinks(text.slice(0, MOST_CHARACTERS).toLowerCase());
  const pattern = NOT_ASCII.test(clean) ? ANY_TOKEN : ASCII_TOKEN;
  let end = -2;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(clean); match; match = pattern.exec(clean)) {
    const token = match[0];
    const isJoined = match.index - end === 1 && clean[end] === ' ';
    end = match.index + token.length;
    if (token.length > LONGEST_TOKEN) continue;
    const isPossessive = token.endsWith("'s");
    visit(isPossessive ? token.slice(0, -2) : token, isJoined);
    // Two words that a search would not find as they are listed are no phrase.
    if (isPossessive) end = -2;
  }
}

/** A text in lower case without links, entities and the mark of a repost at its start; curly apostrophes are straight. */
export function withoutLinks(lower: string): string {
  let clean = lower;
  if (clean.includes('&')) clean = clean.replace(ENTITIES, ' ');
  if (clean.includes('’')) clean = clean.replaceAll('’', "'");
  if (clean.startsWith('rt ')) clean = clean.replace(REPOST, ' ');
  if (clean.includes('.')) clean = clean.replace(LINKS, ' | ');
  return clean;
}
