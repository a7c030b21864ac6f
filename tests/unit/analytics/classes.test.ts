import { beforeAll, describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../src/app/route.ts';
import { packStrings } from '../../../src/core/columns/text-column.ts';
import type { ToldChunk } from '../../../src/core/rows/types.ts';
import { confidenceAt } from '../../../src/core/scores/confidence.ts';
import { spreadScores } from '../../../src/core/scores/spread.ts';
import { NOT_SCORED, type Scores } from '../../../src/core/scores/types.ts';
import { createAnalyticsService } from '../../../src/services/analytics/analytics-service.ts';
import type { AnalyticsService, SortKey } from '../../../src/services/analytics/types.ts';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';

const ID = 'a';
const LONG = 'long '.repeat(200);

function chunk(texts: readonly string[], firstRow: number): ToldChunk {
  return {
    firstRow,
    rowCount: texts.length,
    fields: [packStrings([...texts])],
    epochMs: new Float64Array(texts.length).fill(Number.NaN),
    engagement: new Float64Array(texts.length).fill(Number.NaN),
    refused: Uint8Array.from(texts, (text) => (text === '' ? 1 : 0)),
    language: new Uint8Array(texts.length),
    issues: [],
  };
}

// Negative, neutral and positive posts by the largest of three; one of each is unsure (under 0.5).
const CLASSES = [
  [0.7, 0.2, 0.1],
  [0.1251543, 0.8123457, 0.0625],
  [0.05, 0.05, 0.9],
  [0.4, 0.3, 0.3],
  [0.3, 0.4, 0.3],
  [0.31, 0.3, 0.39],
];
const THREE: Scores = {
  probability: Float32Array.of(0.2, 0.6, 0.9, 0.45, 0.5, 0.55),
  label: Uint8Array.of(0, 1, 2, 0, 1, 2),
  classes: Float32Array.from(CLASSES.flat()),
};
// The second chunk was scored by an earlier model of two classes.
const TWO: Scores = {
  probability: Float32Array.of(0.1, 0.75),
  label: Uint8Array.of(0, 2),
  classes: new Float32Array(0),
};

let analytics: AnalyticsService;
beforeAll(async () => {
  const storage = createMemoryStorage();
  const { datasets, posts, scores } = storage;
  await datasets.create({
    ...{ id: ID, name: 'Posts', fileName: 'posts.csv', sizeBytes: 1, createdAtMs: 1, openedAtMs: 1 },
    format: { encoding: 'utf-8', compression: 'none', delimiter: ',', hasHeader: true, columns: ['text'] },
    mapping: { roles: ['text'], dateOrder: 'ymd' },
    counts: { read: 0, scored: 0, refused: 0, noted: 0, foreign: 0 },
    ...{ halt: null, resumedAt: null, hasSource: false },
    ...{ phase: 'complete', chunkCount: 0, modelVersion: 'm', isSample: false, sparkline: [] },
  });
  const first = chunk(['a', 'b', '', 'c', 'd', 'e', LONG], 0);
  await posts.append(ID, 0, first);
  await posts.append(ID, 1, chunk(['g', 'h'], 7));
  await scores.put(ID, 0, spreadScores(THREE, first.refused));
  await scores.put(ID, 1, TWO);
  analytics = createAnalyticsService(storage);
  await analytics.sync(ID);
});

const rowsBy = async (key: SortKey) =>
  (await analytics.page(NO_FILTER, { key, descending: true }, 0, 9)).rows.map(({ row }) => row);

describe('three classes', () => {
  it('are counted each, with the confidence in the class chosen', async () => {
    const summary = await analytics.summary(NO_FILTER, 0.5);
    expect(summary.byClass).toEqual([3, 2, 3]);
    expect(summary.net.value).toBe(0);
    expect(summary.unsure).toBe(3);
    const confidences = [0.7, 0.8123457, 0.9, 0.4, 0.4, 0.39, 0.9, 0.75];
    expect(summary.meanConfidence).toBeCloseTo(confidences.reduce((sum, p) => sum + p) / 8, 4);
    expect((await analytics.summary({ ...NO_FILTER, sentiments: ['Neutral'] }, 0.5)).unsure).toBe(1);
    expect((await analytics.summary(NO_FILTER, null)).unsure).toBeNull();
  });

  it('come with each row, to more digits than are shown; earlier scores come without', async () => {
    const { rows } = await analytics.page(NO_FILTER, { key: 'row', descending: false }, 0, 9);
    expect(rows.map(({ row }) => row)).toEqual([0, 1, 3, 4, 5, 6, 7, 8]);
    rows.slice(0, 6).forEach(({ classes, confidence, probability }, i) => {
      classes!.forEach((p, code) => {
        expect(Math.abs(p - CLASSES[i]![code]!)).toBeLessThan(3e-5);
      });
      expect(Math.abs(confidence - confidenceAt(THREE, i))).toBeLessThan(3e-5);
      expect(probability).toBe(THREE.probability[i]);
    });
    expect(rows.slice(6).map(({ classes }) => classes)).toEqual([null, null]);
    expect(rows[7]).toMatchObject({ sentiment: 'Positive', confidence: 0.75 });
  });

  it('can be sorted by; rows without them come last', async () => {
    expect(await rowsBy('positive')).toEqual([3, 6, 4, 5, 0, 1, 7, 8]);
    expect((await rowsBy('negative')).slice(0, 2)).toEqual([0, 4]);
    expect((await rowsBy('negative')).slice(6)).toEqual([7, 8]);
    expect((await rowsBy('confidence')).slice(-3)).toEqual([4, 5, 6]);
    expect((await rowsBy('sentiment')).slice(0, 3)).toEqual([3, 6, 8]);
  });

  it('put the surest post of a class first', async () => {
    const { negative, positive } = await analytics.topPosts(NO_FILTER, 'confidence', 5);
    expect(negative.map(({ row }) => row)).toEqual([7, 0, 4]);
    expect(positive.map(({ row }) => row)).toEqual([3, 8, 6]);
  });

  it('are exported as stored, to six decimals', async () => {
    const lines = (await (await analytics.exportCsv(null)).text()).split('\n');
    expect(lines[0]).toBe('text,predicted_sentiment,confidence,probability,p_negative,p_neutral,p_positive');
    expect(lines[2]).toBe('b,Neutral,0.812346,0.600000,0.125154,0.812346,0.062500');
    expect(lines[3]).toBe(',,,,,,');
    expect(lines[8]).toBe('g,Negative,0.900000,0.100000,,,');
    const selected = await (await analytics.exportCsv({ ...NO_FILTER, sentiments: ['Neutral'] })).text();
    expect(selected.split('\n').map((line) => line.split(',')[0])).toEqual(['text', 'b', 'e', '']);
  });

  it('leave a text whole where it is asked for by itself', async () => {
    expect(await analytics.text(6)).toBe(LONG);
    expect(await analytics.text(7)).toBe('g');
  });
});

describe('spreadScores', () => {
  it('puts the scores of accepted rows at their places, with or without classes', () => {
    const spread = spreadScores(TWO, Uint8Array.of(0, 1, 0));
    expect([...spread.label]).toEqual([0, NOT_SCORED, 2]);
    expect([...spread.probability]).toEqual([TWO.probability[0], Number.NaN, 0.75]);
    expect(spread.classes.length).toBe(0);
    const wide = spreadScores(THREE, Uint8Array.of(1, 0, 0, 0, 0, 0, 0));
    expect(wide.classes.length).toBe(21);
    expect([...wide.classes.subarray(3, 6)]).toEqual([...THREE.classes.subarray(0, 3)]);
    expect(wide.classes[0]).toBeNaN();
  });
});
