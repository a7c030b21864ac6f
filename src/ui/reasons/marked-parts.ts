import { parseSearch, termPattern, wantedTerms } from '../../core/search/query.ts';

/** A part of a text, marked or not. */
export interface MarkedPart {
  /** Place of its first UTF-16 unit in the text. */
  readonly start: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** A pattern of everything that a search wants to see in texts; null where that is nothing. */
export function searchMarks(search: string): RegExp | null {
  const sources = wantedTerms(parseSearch(search).root)
    .filter(({ field }) => field === 'text')
    .map((term) => termPattern(term).source);
  return sources.length === 0 ? null : new RegExp(sources.join('|'), 'giu');
}

/** The text cut where a pattern (global) matches; the parts in order are the text. */
export function markedParts(text: string, marks: RegExp | null): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let end = 0;
  const push = (to: number, isMarked: boolean): void => {
    if (to > end) parts.push({ start: end, text: text.slice(end, to), isMarked });
    end = to;
  };
  if (marks)
    for (const { index, 0: match } of text.matchAll(marks)) {
      push(index, false);
      push(index + match.length, true);
    }
  push(text.length, false);
  return parts;
}
