import { NO_LANGUAGE, placeOfLanguage, UNCLEAR } from '../../core/rows/languages.ts';
import type { PostChunk } from '../../core/rows/types.ts';
import { isPlainEnglish } from '../../core/text/plain-english.ts';

// A language shows in its first sentences, and each letter takes time: so many bytes are read, and so many characters of
// what is left of them looked at.
const BYTES_READ = 480;
const CHARS_LOOKED_AT = 160;
// What has the same letters in any language: addresses, names of accounts, hashtags, entities of HTML.
const OF_NO_LANGUAGE = /https?:\S+|@\w+|#[\p{L}\p{N}_]+|&#?\w+;|\bRT\b/gu;
const WORD = /\p{L}+/gu;
const LATIN = /\p{Script=Latin}+/gu;
const LETTER = /\p{L}/u;
// Latin letters end here, but for a few rare ones.
const LATIN_END = 0x250;
// From this share of its letters on, a text is in another script, names and borrowed words in Latin letters aside.
const OTHER_SCRIPT_SHARE = 1 / 3;
// Words of Latin letters that a guess takes: two alone may be of any language.
const LEAST_WORDS = 3;
// How far the guess must lie before English, on the scale of `eld`, 0..1: posts misspell.
const LEAST_LEAD = 0.1;

const decoder = new TextDecoder();
const ENGLISH = placeOfLanguage('en');

type Eld = typeof import('eld/extrasmall')['eld'];

/** Tells the language of a text, UTF-8 in `bytes[from .. to)`: its place in `core/rows/languages`. */
export type LanguageOf = (bytes: Uint8Array, from: number, to: number) => number;

let loaded: Promise<LanguageOf> | undefined;

/** What tells languages; loaded when first asked for, a megabyte of letters that takes 0.15 s. After a failure the next call tries again. */
export function loadLanguageOf(): Promise<LanguageOf> {
  if (loaded) return loaded;
  const loading = import('eld/extrasmall').then(
    ({ eld }): LanguageOf =>
      (bytes, from, to) =>
        languageOf(eld, bytes, from, to),
  );
  loaded = loading;
  loading.catch(() => {
    loaded = undefined;
  });
  return loading;
}

/** The language of each row of a chunk whose column `text` has the posts; none of a row that was refused. */
export function languagesIn(chunk: PostChunk, text: number, languageOf: LanguageOf): Uint8Array<ArrayBuffer> {
  const { bytes, offsets } = chunk.fields[text]!;
  return Uint8Array.from(chunk.refused, (refused, row) =>
    refused === 1 ? NO_LANGUAGE : languageOf(bytes, offsets[row]!, offsets[row + 1]!),
  );
}

/** The language of one text. */
export function languageOfText(text: string, languageOf: LanguageOf): number {
  const bytes = new TextEncoder().encode(text);
  return languageOf(bytes, 0, bytes.length);
}

/**
 * Place in `core/rows/languages` of the language that a post is written in, told by its letters (`eld`, Efficient Language
 * Detector); `UNCLEAR` for what is short, or mixed, or hardly further from English than a misspelling.
 */
function languageOf(eld: Eld, bytes: Uint8Array, from: number, to: number): number {
  const end = Math.min(to, from + BYTES_READ);
  if (isPlainEnglish(bytes, from, end)) return ENGLISH;
  // A character that is cut in two becomes one that no language has.
  const words = decoder
    .decode(bytes.subarray(from, end))
    .replace(OF_NO_LANGUAGE, ' ')
    .slice(0, CHARS_LOOKED_AT);
  if (isInOtherScript(words)) return placeOfLanguage(eld.detect(words.replace(LATIN, ' ')).language);
  const guess = eld.detect(words);
  if (guess.language === 'en') return ENGLISH;
  if (guess.language === '' || (words.match(WORD)?.length ?? 0) < LEAST_WORDS) return UNCLEAR;
  const scores = guess.getScores();
  const lead = (scores[guess.language] ?? 0) - (scores.en ?? 0);
  return lead >= LEAST_LEAD && guess.isReliable() ? placeOfLanguage(guess.language) : UNCLEAR;
}

/** True where a good part of the letters are not Latin. */
function isInOtherScript(text: string): boolean {
  let [latin, others] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < LATIN_END) latin += Number(LETTER.test(text[i]!));
    else if (LETTER.test(text[i]!)) others++;
  }
  return others > OTHER_SCRIPT_SHARE * (latin + others);
}
