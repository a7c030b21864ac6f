import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { alternate, median, randomWeights, readSequences } from '../../../model/speed.ts';
import { checkWeights } from '../../../src/engine/weights.ts';
import { SMALL_NETWORK } from '../engine/random-model.ts';

describe('alternate', () => {
  it('times contestants in turn, after a round that does not count', async () => {
    const order: string[] = [];
    let clock = 0;
    // Milliseconds of each run: the first is the round that does not count, the third on a machine half as fast.
    const runs = new Map([
      ['a', [999, 10, 20, 10]],
      ['b', [999, 20, 40, 22]],
    ]);
    const contestants = [...runs].map(([name, times]) => ({
      name,
      run: async () => {
        order.push(name);
        clock += times.shift()!;
      },
    }));
    const speeds = await alternate(contestants, 100, 3, () => clock);
    expect(order.join('')).toBe('abababab');
    expect(speeds.a).toEqual({ postsPerSecond: 10_000, ratio: 1 });
    expect(speeds.b!.postsPerSecond).toBeCloseTo(100_000 / 22, 9);
    expect(speeds.b!.ratio).toBe(0.5);
  });

  it('takes the middle value', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(3);
  });
});

describe('readSequences', () => {
  const folder = mkdtempSync(join(tmpdir(), 'speed-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads ids as the encoder writes them', () => {
    writeFileSync(join(folder, 'c.words.ids'), new Uint8Array(Uint16Array.of(7, 8, 40_000, 9).buffer));
    writeFileSync(join(folder, 'c.words.offsets'), new Uint8Array(Uint32Array.of(0, 1, 3, 4).buffer));
    const found = readSequences(folder, 'c', 'words', 2);
    expect(found).toEqual([Int32Array.of(7), Int32Array.of(8, 40_000)]);
    expect(readSequences(folder, 'c', 'words', 99)).toHaveLength(3);
  });
});

describe('randomWeights', () => {
  it('gives what the network asks for, the same for the same seed', () => {
    const weights = randomWeights(SMALL_NETWORK, 3);
    expect(() => checkWeights(weights, SMALL_NETWORK)).not.toThrow();
    expect([...weights.values()][0]!.values).toEqual(
      [...randomWeights(SMALL_NETWORK, 3).values()][0]!.values,
    );
  });
});
