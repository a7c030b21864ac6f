import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mainSpan } from '../../../src/core/trend/main-span.ts';

const DAY = 86_400_000;
const september = Array.from({ length: 1000 }, (_, i) => Date.UTC(2019, 8, 1) + (i / 1000) * 30 * DAY);

const spanOf = (times: readonly number[]) =>
  mainSpan(Float64Array.from(times), Uint32Array.from(times.keys()));

describe('mainSpan', () => {
  it('is all of the times where none is far off', () => {
    expect(spanOf(september)).toEqual({ fromMs: september[0], toMs: september.at(-1) });
  });

  it('leaves out strays of 1970 and 2035, but not the days around the rest', () => {
    const span = spanOf([0, ...september, Date.UTC(2035, 0)])!;
    expect(span.fromMs).toBeLessThanOrEqual(september[0]!);
    expect(span.fromMs).toBeGreaterThan(Date.UTC(2019, 6));
    expect(span.toMs).toBeLessThan(Date.UTC(2019, 11));
    expect(span.toMs).toBeGreaterThanOrEqual(september.at(-1)!);
  });

  it('keeps a second cluster of a few percent', () => {
    const older = Array.from({ length: 50 }, (_, i) => Date.UTC(2010, 0) + i * DAY);
    expect(spanOf([...older, ...september])!.fromMs).toBe(Date.UTC(2010, 0));
  });

  it('lies within the times and leaves out at most one in a hundred', () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 2e12 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(time, { maxLength: 300 }), (values) => {
        const known = values.filter((value) => !Number.isNaN(value));
        const span = spanOf(values);
        expect(span === null).toBe(known.length === 0);
        if (span === null) return;
        expect(span.fromMs).toBeGreaterThanOrEqual(Math.min(...known));
        expect(span.toMs).toBeLessThanOrEqual(Math.max(...known));
        const outside = known.filter((value) => value < span.fromMs || value > span.toMs).length;
        expect(outside).toBeLessThanOrEqual(Math.ceil(known.length / 100) + 1);
      }),
    );
  });
});
