import { parseSearch, termPattern, wantedTerms } from '../../core/search/query.ts';

/** A part of a text, marked or not. */
export interface MarkedPart {
  /** Place of its first UTF-16 unit in the text. */
  readonly start: number;
  readonly text: string;
  readonly isMarked: boolean;
  /** What the word that it is of adds to the score; null where that is not drawn. */
  readonly value: number | null;
}

/** A pattern of everything that a search wants to see in texts; null where that is nothing. */
export function searchMarks(search: string): RegExp | null {
  const sources = wantedTerms(parseSearch(search).root)
    .filter(({ field }) => field === 'text')
    .map((term) => termPattern(term).source);
  return sources.length === 0 ? null : new RegExp(sources.join('|'), 'giu');
}

/** A stretch of a text that adds to its score, ordered and apart from others. */
interface Word {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

const NO_WORDS: readonly Word[] = [];

/** The text cut where a pattern (global) matches, and where words begin and end; the parts in order are the text. */
export function markedParts(text: string, marks: RegExp | null, words = NO_WORDS): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let end = 0;
  let next = 0;
  const push = (to: number, isMarked: boolean): void => {
    while (end < to) {
      while (next < words.length && words[next]!.end <= end) next++;
      const word = words[next];
      const isInWord = word !== undefined && word.start <= end;
      const stop = Math.min(to, isInWord ? word.end : (word?.start ?? to));
      parts.push({ start: end, text: text.slice(end, stop), isMarked, value: isInWord ? word.value : null });
      end = stop;
    }
  };
  if (marks)
    for (const { index, 0: match } of text.matchAll(marks)) {
      push(index, false);
      push(index + match.length, true);
    }
  push(text.length, false);
  return parts;
}
