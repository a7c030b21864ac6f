import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng/rng.ts';
import {
  SAMPLE_FILE_NAME,
  SAMPLE_ROWS,
  SAMPLE_SEED,
  sampleCsv,
} from '../../../src/core/sample/sample-csv.ts';

interface Row {
  readonly id: string;
  readonly created_at: string;
  readonly author: string;
  readonly brand: string;
  readonly text: string;
  readonly likes: string;
  readonly shares: string;
}

const csv = sampleCsv(SAMPLE_SEED);
const rows = Papa.parse<Row>(csv, { header: true, skipEmptyLines: true }).data;
const perDay = (brand: string) => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.brand === brand)
      counts.set(row.created_at.slice(0, 10), (counts.get(row.created_at.slice(0, 10)) ?? 0) + 1);
  }
  return counts;
};

describe('the sample', () => {
  it('has the same bytes for the same seed, and others for another', () => {
    // Provenance: printed by this test. Change it only together with the words or the events of the sample.
    expect(createHash('sha256').update(csv).digest('hex')).toBe(
      '07730545544d47d4d536b075ce6e75d8f50b347a818b1e7dc7c79fa85de015d9',
    );
    expect(sampleCsv(SAMPLE_SEED)).toBe(csv);
    expect(sampleCsv(SAMPLE_SEED + 1)).not.toBe(csv);
    expect(SAMPLE_FILE_NAME).toMatch(/made-up/);
  });

  it('is in order of time, with ascending ids, over six weeks', () => {
    expect(rows).toHaveLength(SAMPLE_ROWS);
    for (let i = 1; i < rows.length; i++) {
      expect(rows[i]!.created_at >= rows[i - 1]!.created_at).toBe(true);
      expect(Number(rows[i]!.id)).toBeGreaterThan(Number(rows[i - 1]!.id));
    }
    expect(rows[0]!.created_at.slice(0, 10)).toBe('2025-03-03');
    expect(rows.at(-1)!.created_at.slice(0, 10)).toBe('2025-04-13');
  });

  it('has a recall that shows in volume and words, and a launch', () => {
    const wobbleton = perDay('Wobbleton');
    expect(wobbleton.get('2025-03-26')!).toBeGreaterThan(6 * wobbleton.get('2025-03-20')!);
    expect(perDay('Fennimoth').get('2025-03-14')!).toBeGreaterThan(
      2 * perDay('Fennimoth').get('2025-03-06')!,
    );
    const recall = rows.filter((row) => /recall|brake/i.test(row.text));
    expect(recall.length).toBeGreaterThan(400);
    expect(recall.every((row) => row.created_at >= '2025-03-26')).toBe(true);
  });

  it('reads like posts: varied, some repeated, heavy-tailed, no slot left open', () => {
    const texts = rows.map((row) => row.text);
    expect(new Set(texts).size).toBeGreaterThan(3400);
    expect(texts.filter((text) => text.startsWith('RT @')).length).toBeGreaterThan(150);
    expect(texts.some((text) => /[{}]|undefined/.test(text))).toBe(false);
    const likes = rows.map((row) => Number(row.likes)).sort((a, b) => a - b);
    expect(likes[2000]!).toBeLessThan(5);
    expect(likes.at(-1)!).toBeGreaterThan(300);
  });
});

describe('createRng', () => {
  it('repeats its numbers for a seed and keeps to its ranges', () => {
    const a = createRng(7);
    const b = createRng(7);
    expect(Array.from({ length: 50 }, () => a.next())).toEqual(Array.from({ length: 50 }, () => b.next()));
    const draws = Array.from({ length: 20_000 }, () => a.normal());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(Array.from({ length: 1000 }, () => a.int(6)).every((n) => n >= 0 && n < 6)).toBe(true);
    expect(() => a.pick([])).toThrow(RangeError);
  });
});
