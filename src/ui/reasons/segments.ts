import type { Contribution } from '../../app/types.ts';

/** A stretch of a text as it is drawn: with what it adds to the score, or without. */
export interface Segment {
  readonly start: number;
  readonly text: string;
  /** Null for white space and for what the model does not read. */
  readonly value: number | null;
  /** Characters that are left out after it, because the model does not read them. */
  readonly leftOut: number;
}

// A stretch without contributions that is longer than this is no white space but the unread middle of a long text.
const GAP_SHOWN = 200;

/** Cuts a text into its contributions and what lies between them; long unread stretches keep only their start. */
export function cutSegments(text: string, contributions: readonly Contribution[]): Segment[] {
  const segments: Segment[] = [];
  const plain = (start: number, end: number): void => {
    if (end <= start) return;
    const shownEnd = Math.min(end, start + GAP_SHOWN);
    segments.push({ start, text: text.slice(start, shownEnd), value: null, leftOut: end - shownEnd });
  };
  let at = 0;
  for (const { start, end, value } of contributions) {
    plain(at, start);
    segments.push({ start, text: text.slice(start, end), value, leftOut: 0 });
    at = end;
  }
  plain(at, text.length);
  return segments;
}
