import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asBytes, quantiseInto, quantiseWeights, SHORT_MAX } from '../../../../src/engine/kernel/quantise.ts';

const row = (length: number) =>
  fc.float32Array({ minLength: 1, maxLength: length, noNaN: true, min: -8, max: 8 });

describe('quantiseWeights', () => {
  it('keeps a row that was stored as int8 to the last step', () => {
    const steps = [127, -3, 0, 64, -127, 1];
    const scale = Math.fround(0.0123);
    const found = quantiseWeights(Float32Array.from(steps, (step) => step * scale));
    expect([...found.shorts]).toEqual(steps);
    expect(found.scale).toBeCloseTo(scale, 8);
  });

  it('never overflows the sums of the kernel, and is off by half a step at most', () => {
    fc.assert(
      fc.property(row(600), (values) => {
        const { shorts, scale } = quantiseWeights(values);
        const sum = shorts.reduce((total, short) => total + Math.abs(short) * SHORT_MAX, 0);
        expect(sum).toBeLessThan(2 ** 31);
        values.forEach((value, i) => {
          expect(Math.abs(shorts[i]! * scale - value)).toBeLessThanOrEqual(0.501 * scale);
        });
      }),
    );
  });
});

describe('quantiseInto', () => {
  it('uses the whole range of 16 bits', () => {
    const into = new Int16Array(5);
    const scale = quantiseInto(Float32Array.of(0, -2, 1, 0.5), into.subarray(1));
    expect([...into]).toEqual([0, 0, -SHORT_MAX, 16384, 8192]);
    expect(scale).toBe(2 / SHORT_MAX);
  });

  it('leaves a row of zeros', () => {
    const into = new Int16Array(2).fill(7);
    expect(quantiseInto(new Float32Array(2), into)).toBe(0);
    expect([...into]).toEqual([0, 0]);
  });
});

describe('asBytes', () => {
  it('finds the steps of a row that was stored as int8, and of no other', () => {
    const steps = [127, -3, 0, 64, -127, 1];
    expect([...asBytes(Float32Array.from(steps, (step) => step * 0.0123))!.shorts]).toEqual(steps);
    expect(asBytes(Float32Array.of(1, 0.5, 0.3))).toBeNull();
    expect(asBytes(new Float32Array(4))!.scale).toBe(0);
  });
});
