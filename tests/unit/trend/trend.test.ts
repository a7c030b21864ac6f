import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOT_SCORED } from '../../../src/core/scores/types.ts';
import { BUCKET_SIZES, bucketStart, chooseBucketSize, nextBucket } from '../../../src/core/trend/buckets.ts';
import { foldByOrder, foldTrend, trendSeries } from '../../../src/core/trend/fold.ts';
import { foldSpan } from '../../../src/core/trend/slots.ts';
import { createZone } from '../../../src/core/trend/zone.ts';

const utc = createZone('UTC');
const epoch = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2030, 0) });
const label = fc.constantFrom(0, 1, 2, NOT_SCORED);
const posts = fc.array(fc.tuple(fc.oneof(epoch, fc.constant(Number.NaN)), label), { maxLength: 60 });

function columns(rows: [number, number][]) {
  return {
    epochMs: Float64Array.from(rows, ([time]) => time),
    label: Uint8Array.from(rows, ([, code]) => code),
  };
}
const all = (n: number) => Uint32Array.from({ length: n }, (_, i) => i);

describe('buckets', () => {
  it('hold every time between their start and the next start', () => {
    fc.assert(
      fc.property(epoch, fc.constantFrom(...BUCKET_SIZES), (time, size) => {
        const start = bucketStart(time, size);
        expect(start).toBeLessThanOrEqual(time);
        expect(nextBucket(start, size)).toBeGreaterThan(time);
        expect(bucketStart(start, size)).toBe(start);
      }),
    );
  });

  it('start weeks on Monday and months on the first', () => {
    const thursday = Date.UTC(2026, 10, 26, 15);
    expect(new Date(bucketStart(thursday, 'week')).toISOString()).toBe('2026-11-23T00:00:00.000Z');
    expect(new Date(bucketStart(thursday, 'month')).toISOString()).toBe('2026-11-01T00:00:00.000Z');
  });

  it('are as narrow as the span allows', () => {
    const day = 24 * 3_600_000;
    expect(chooseBucketSize(70 * day, 200)).toBe('day');
    expect(chooseBucketSize(3 * 3_600_000, 200)).toBe('minute');
    expect(chooseBucketSize(10 * 365 * day, 200)).toBe('month');
  });
});

describe('zone', () => {
  it('follows daylight saving: a Berlin day in March has 23 hours, one in October 25', () => {
    const berlin = createZone('Europe/Berlin');
    const hours = (from: string, to: string) => {
      const [a, b] = [Date.parse(from), Date.parse(to)];
      return (b + berlin.offsetMs(b) - (a + berlin.offsetMs(a))) / 3_600_000 - (b - a) / 3_600_000;
    };
    expect(hours('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(1);
    expect(hours('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(-1);
  });

  it('knows zones that are not on the full hour', () => {
    expect(createZone('Asia/Kathmandu').offsetMs(Date.UTC(2020, 0))).toBe((5 * 60 + 45) * 60_000);
  });

  it('puts a post of 23:30 UTC on the next day in Berlin', () => {
    const late = columns([[Date.parse('2026-06-01T23:30:00Z'), 2]]);
    const series = trendSeries(foldTrend(new Map(), late, all(1), 'day', createZone('Europe/Berlin')), 'day');
    expect(series.starts).toEqual([Date.UTC(2026, 5, 2)]);
  });
});

describe('foldTrend', () => {
  it('counts each dated, scored post once, whatever the order and however the rows are split', () => {
    fc.assert(
      fc.property(posts, fc.nat(), fc.constantFrom(...BUCKET_SIZES), (rows, cut, size) => {
        const table = columns(rows);
        const whole = foldTrend(new Map(), table, all(rows.length), size, utc);
        const at = rows.length === 0 ? 0 : cut % rows.length;
        const parts = foldTrend(new Map(), table, all(rows.length).subarray(at).toReversed(), size, utc);
        foldTrend(parts, table, all(rows.length).subarray(0, at), size, utc);
        const sorted = (acc: typeof whole) => [...acc].sort(([a], [b]) => a - b);
        expect(sorted(parts)).toEqual(sorted(whole));
        const total = [...whole.values()].flat().reduce((sum, n) => sum + n, 0);
        expect(total).toBe(rows.filter(([time, code]) => code !== NOT_SCORED && !Number.isNaN(time)).length);
      }),
    );
  });

  it('shows buckets in which nobody posted as zeros', () => {
    const table = columns([
      [Date.UTC(2026, 0, 1), 0],
      [Date.UTC(2026, 0, 4), 2],
    ]);
    const series = trendSeries(foldTrend(new Map(), table, all(2), 'day', utc), 'day');
    expect(series.counts).toEqual([
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
  });
});

describe('foldSpan', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
  );
  const early = fc.oneof(
    fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2030, 0) }),
    fc.constant(Number.NaN),
  );

  it.each([
    ['of our days', posts],
    ['of a century', fc.array(fc.tuple(early, label), { maxLength: 30 })],
    [
      'of an hour',
      fc.array(
        fc.tuple(
          fc.integer({ min: 0, max: 3_600_000 }).map((ms) => Date.UTC(2026, 2, 29) + ms),
          label,
        ),
      ),
    ],
  ])('gives what foldTrend gives for the rows within, for times %s', (_times, times) => {
    fc.assert(
      fc.property(
        times,
        zones,
        fc.constantFrom(...BUCKET_SIZES),
        fc.nat(),
        fc.nat(),
        (rows, name, size, a, b) => {
          const table = columns(rows);
          const known = rows.map(([time]) => time).filter((time) => !Number.isNaN(time));
          if (known.length === 0) return;
          const ends = [known[a % known.length]!, known[b % known.length]!];
          const span = { fromMs: Math.min(...ends), toMs: Math.max(...ends) };
          const inside = all(rows.length).filter(
            (row) => rows[row]![0] >= span.fromMs && rows[row]![0] <= span.toMs,
          );
          const zone = createZone(name);
          const folded = foldSpan(table, all(rows.length), span, size, zone);
          expect(folded.outside).toBe(known.length - inside.length);
          expect(folded.accumulator).toEqual(foldTrend(new Map(), table, inside, size, zone));
        },
      ),
    );
  });
});

describe('foldByOrder', () => {
  it('spreads scored rows evenly over the bins and loses none', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (codes, bins) => {
        const sizes = foldByOrder(Uint8Array.from(codes), all(codes.length), bins).map(
          (counts) => counts[0] + counts[1] + counts[2],
        );
        expect(sizes.reduce((a, b) => a + b, 0)).toBe(codes.filter((code) => code !== NOT_SCORED).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
