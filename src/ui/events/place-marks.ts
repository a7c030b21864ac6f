import type { SpikeEvent } from '../../app/types.ts';
import { lastAtMost } from '../../core/alert/event-buckets.ts';

/** An event over the buckets of a chart. */
export interface Mark {
  readonly event: SpikeEvent;
  /** Weaker events in the same buckets, which have no mark of their own. */
  readonly others: readonly SpikeEvent[];
  /** Ends of the buckets that it touches, as shares of the chart's width. */
  readonly from: number;
  readonly to: number;
}

/**
 * Marks for the events that lie in a chart whose buckets start at `boundsUtc`, the last bound being its end.
 * @param events strongest first
 */
export function placeMarks(boundsUtc: readonly number[], events: readonly SpikeEvent[]): Mark[] {
  const buckets = boundsUtc.length - 1;
  if (buckets < 1) return [];
  const marks: (Mark & { others: SpikeEvent[] })[] = [];
  for (const event of events) {
    if (event.endMs <= boundsUtc[0]! || event.startMs >= boundsUtc[buckets]!) continue;
    const from = lastAtMost(boundsUtc, event.startMs) / buckets;
    const to = Math.min(buckets, lastAtMost(boundsUtc, event.endMs - 1) + 1) / buckets;
    const over = marks.find((mark) => mark.from < to && from < mark.to);
    if (over) over.others.push(event);
    else marks.push({ event, others: [], from, to });
  }
  return marks;
}
