import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netSentiment, wilsonInterval } from '../../../src/core/stats/intervals.ts';

describe('wilsonInterval', () => {
  it('gives the published values', () => {
    // 81 of 263, 95 %: Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
    const { low, high } = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(0, 20).high).toBeCloseTo(0.1611, 4);
  });

  it('holds the share and stays inside 0..1', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (hits, misses) => {
        const { value, low, high } = wilsonInterval(hits, hits + misses);
        if (hits + misses === 0) return;
        expect(low).toBeLessThanOrEqual(value + 1e-12);
        expect(high).toBeGreaterThanOrEqual(value - 1e-12);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('netSentiment', () => {
  it('is symmetric in the two classes and narrows with more posts', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (negative, neutral, positive) => {
        const total = negative + neutral + positive;
        if (total === 0) return;
        const a = netSentiment(negative, positive, total);
        const b = netSentiment(positive, negative, total);
        expect(a.value).toBeCloseTo(-b.value, 12);
        expect(a.low).toBeCloseTo(-b.high, 12);
        const tenfold = netSentiment(10 * negative, 10 * positive, 10 * total);
        expect(tenfold.high - tenfold.low).toBeLessThanOrEqual(a.high - a.low);
      }),
    );
  });
});
