import { describe, expect, it } from 'vitest';
import type { TensorEntry } from '../../../src/engine/manifest.ts';
import { decodeTensor } from '../../../src/engine/weights.ts';

const entry: TensorEntry = { name: 't', shape: [2, 2], dtype: 'float32', file: 'weights.bin', offset: 4 };

describe('decodeTensor', () => {
  it('reads float32 from its offset, in a file that lies anywhere in its buffer', () => {
    const file = new Uint8Array(Float32Array.of(9, 9, 1, -2, 0.5, 0).buffer).subarray(4);
    expect(decodeTensor(entry, file)).toEqual({ shape: [2, 2], values: Float32Array.of(1, -2, 0.5, 0) });
  });

  it('multiplies int8 by the scale of its row', () => {
    const file = new Uint8Array(16);
    file.set(new Uint8Array(Float32Array.of(0.5, 2).buffer), 4);
    file.set(new Uint8Array(Int8Array.of(127, -127, 3, 0).buffer), 12);
    const { values } = decodeTensor({ ...entry, dtype: 'int8-rows', offset: 12, scalesOffset: 4 }, file);
    expect(values).toEqual(Float32Array.of(63.5, -63.5, 6, 0));
  });

  it('reads every kind of float16: normal, subnormal, zero, infinite', () => {
    const bits = Uint16Array.of(0x3c00, 0xc500, 0x7bff, 0x0001, 0x03ff, 0x8000, 0x7c00, 0xfc00);
    const file = new Uint8Array(bits.buffer);
    const { values } = decodeTensor({ ...entry, shape: [8], dtype: 'float16', offset: 0 }, file);
    const infinity = Number.POSITIVE_INFINITY;
    expect(values).toEqual(Float32Array.of(1, -5, 65504, 2 ** -24, 1023 * 2 ** -24, -0, infinity, -infinity));
  });

  it('refuses a tensor that reaches past the end of its file', () => {
    for (const dtype of ['float32', 'float16', 'int8-rows'] as const)
      expect(() =>
        decodeTensor({ ...entry, dtype, offset: 60, scalesOffset: 0 }, new Uint8Array(62)),
      ).toThrow(expect.objectContaining({ code: 'model-invalid' }));
  });
});
