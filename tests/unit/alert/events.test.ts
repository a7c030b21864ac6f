import { describe, expect, it } from 'vitest';
import {
  chooseAlertWidth,
  foldAlertBuckets,
  spikeOptionsFor,
} from '../../../src/core/alert/event-buckets.ts';
import { findEvents, mergeSpikes } from '../../../src/core/alert/events.ts';
import type { Spike, SpikeKind } from '../../../src/core/alert/spikes.ts';
import { createZone } from '../../../src/core/trend/zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 2, 28);

function spike(kind: SpikeKind, from: number, to: number, strength: number): Spike {
  return { kind, startMs: from, endMs: to, peakMs: from, strength, observed: 10, expected: 1, bucketMs: 1 };
}

describe('mergeSpikes', () => {
  it('makes one event of what overlaps, called a crisis where one is among it', () => {
    const spikes = [spike('volume', 10, 20, 9), spike('crisis', 12, 14, 6), spike('negative', 13, 15, 7)];
    const [event, ...others] = mergeSpikes(spikes);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'crisis', startMs: 10, endMs: 20, strength: 9 });
    expect(event!.parts.map(({ kind }) => kind)).toEqual(['crisis', 'volume', 'negative']);
  });

  it('names it after the strongest otherwise, and keeps apart what does not overlap', () => {
    const events = mergeSpikes([
      spike('volume', 0, 5, 6),
      spike('positive', 4, 6, 8),
      spike('volume', 6, 9, 5),
    ]);
    expect(events.map(({ kind, startMs, endMs }) => [kind, startMs, endMs])).toEqual([
      ['positive', 0, 6],
      ['volume', 6, 9],
    ]);
  });

  it('does not chain weeks together', () => {
    const spikes = [spike('crisis', 10, 12, 9), spike('volume', 11, 20, 6), spike('positive', 19, 30, 5)];
    expect(mergeSpikes(spikes).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[10, 20]]);
  });
});

describe('findEvents', () => {
  const options = { ...spikeOptionsFor(HOUR, createZone('UTC')), warmUp: 2, isSeasonal: false };
  const buckets = (width: number, counts: readonly number[]) =>
    counts.map((posts, i) => ({ startMs: i * width, posts, negative: 0, positive: 0 }));
  const quiet = new Array<number>(30).fill(20);

  it('takes from a coarser scale what the finer one has not', () => {
    const hours = { buckets: buckets(HOUR, [...quiet, 200, ...quiet]), options };
    const days = {
      buckets: buckets(DAY, [...quiet, 400, ...quiet]),
      options: { ...options, bucketMs: DAY },
    };
    const sameTime = { ...days, buckets: buckets(DAY, [20, 20, 20, 20]) };
    expect(findEvents([hours], 9).map(({ startMs }) => startMs)).toEqual([30 * HOUR]);
    expect(findEvents([hours, days], 9).map(({ startMs, bucketMs }) => [startMs, bucketMs])).toEqual([
      [30 * DAY, DAY],
      [30 * HOUR, HOUR],
    ]);
    expect(findEvents([hours, sameTime], 9)).toHaveLength(1);
    const around = {
      ...days,
      buckets: days.buckets.map((one) => ({ ...one, startMs: one.startMs - 29 * DAY })),
    };
    expect(findEvents([hours, around], 9).map(({ bucketMs }) => bucketMs)).toEqual([HOUR]);
  });
});

describe('chooseAlertWidth', () => {
  it('takes minutes for short spans, hours for long ones and days for sparse posts', () => {
    const over = (days: number) => ({ fromMs: START, toMs: START + days * DAY });
    expect(chooseAlertWidth(over(1), 10_000)).toBe(5 * MINUTE);
    expect(chooseAlertWidth(over(2), 2_000)).toBe(10 * MINUTE);
    expect(chooseAlertWidth(over(2), 100)).toBe(HOUR);
    expect(chooseAlertWidth(over(70), 188_000)).toBe(HOUR);
    expect(chooseAlertWidth(over(14), 1_000)).toBe(HOUR);
    expect(chooseAlertWidth(over(14), 500)).toBe(DAY);
    expect(chooseAlertWidth(over(42), 4_000)).toBe(DAY);
  });
});

describe('foldAlertBuckets', () => {
  // In the night to 29 March 2026 the clocks of Berlin go from two to three.
  const zone = createZone('Europe/Berlin');
  const minutes = Array.from({ length: 3 * 24 * 60 }, (_, i) => START + i * MINUTE);
  const posts = {
    epochMs: Float64Array.from(minutes),
    label: Uint8Array.from(minutes, (_, i) => (i % 4 === 0 ? 0 : 2)),
  };
  const rows = Uint32Array.from(minutes.keys());
  const span = { fromMs: minutes[0]!, toMs: minutes.at(-1)! };

  it('gives hours of one length and loses no post', () => {
    const buckets = foldAlertBuckets(posts, rows, span, HOUR, zone);
    expect(buckets.length).toBe(72);
    expect(buckets.every((bucket) => bucket.posts === 60 && bucket.negative === 15)).toBe(true);
  });

  it("gives the zone's days, of which one is short", () => {
    const buckets = foldAlertBuckets(posts, rows.toReversed(), span, DAY, zone);
    expect(buckets.map((bucket) => bucket.posts / 60)).toEqual([23, 23, 24, 2]);
    expect(buckets[1]!.startMs).toBe(Date.UTC(2026, 2, 28, 23));
    const { seasonOf } = spikeOptionsFor(DAY, zone);
    expect(seasonOf(buckets[1]!.startMs)).toEqual({ hour: null, weekday: 6 });
  });

  it('follows the half hours of some zones, and leaves out what is outside', () => {
    const kolkata = createZone('Asia/Kolkata');
    const inside = { fromMs: START + HOUR, toMs: START + 3 * HOUR };
    const buckets = foldAlertBuckets(posts, rows, inside, HOUR, kolkata);
    expect(buckets.map(({ startMs }) => (startMs - START) / MINUTE)).toEqual([30, 90, 150]);
    expect(buckets.map((bucket) => bucket.posts)).toEqual([30, 60, 31]);
  });
});
