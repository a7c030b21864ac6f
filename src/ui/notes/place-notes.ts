import type { NoteRecord, Trend } from '../../app/types.ts';
import { lastAtMost } from '../../core/alert/event-buckets.ts';
import type { PlacedNote } from '../overview/note-lines.ts';

/** The notes that lie within a chart, each with its bucket. */
export function placeNotes({ boundsUtc }: Trend, notes: readonly NoteRecord[]): PlacedNote[] {
  const last = boundsUtc.length - 1;
  if (last < 1) return [];
  return notes
    .filter(({ atMs }) => atMs >= boundsUtc[0]! && atMs < boundsUtc[last]!)
    .map(({ atMs, text }) => ({ bucket: lastAtMost(boundsUtc, atMs), text }));
}
