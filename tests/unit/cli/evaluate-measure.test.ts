import { describe, expect, it } from 'vitest';
import { measureBinary, measureTernary } from '../../../model/evaluate-measure.ts';
import { type Evaluation, toJson, toMarkdown } from '../../../model/evaluate-report.ts';
import type { LabelledAnswers } from '../../../model/evaluate-rows.ts';

/** 40 posts: per true class, how many were answered Negative, Neutral, Positive, each with certainty 0.8. */
const CONFUSION = [
  [8, 1, 1],
  [2, 10, 3],
  [0, 2, 13],
];

function answersFor(confusion: readonly (readonly number[])[]): LabelledAnswers {
  const cells = confusion.flatMap((row, truth) =>
    row.flatMap((count, answered) => Array.from({ length: count }, () => ({ truth, answered }))),
  );
  return {
    truth: cells.map(({ truth }) => truth),
    answered: cells.map(({ answered }) => answered),
    positive: cells.map(({ answered }) => [0.1, 0.5, 0.9][answered]!),
    classes: cells.flatMap(({ answered }) => [0, 1, 2].map((k) => (k === answered ? 0.8 : 0.1))),
    rowsWithoutText: 1,
    skippedLabels: new Map([['odd|one', 2]]),
    seconds: 1,
  };
}

describe('measureTernary', () => {
  const found = measureTernary(answersFor(CONFUSION), null);

  it('measures answers of three classes', () => {
    expect(found.rows).toBe(40);
    expect(found.classes).toEqual(['Negative', 'Neutral', 'Positive']);
    expect(found.confusion).toEqual(CONFUSION);
    expect(found.accuracy.value).toBeCloseTo(31 / 40, 12);
    expect(found.perClass.Positive!.recall.value).toBeCloseTo(13 / 15, 12);
    expect(found.perClass.Negative!.support).toBe(10);
    expect(found.rocAuc).toBeNull();
    expect(found.ece.value).toBeCloseTo(0.8 - 31 / 40, 12);
  });

  it('says how far net sentiment is off', () => {
    const { truth, counted, probabilistic, adjusted, error } = found.netSentiment;
    expect(truth!.value).toBeCloseTo(5 / 40, 12);
    expect(counted!.value).toBeCloseTo(7 / 40, 12);
    expect(error.counted!.value).toBeCloseTo(2 / 40, 12);
    expect(error.counted!.low).toBeLessThan(2 / 40);
    expect(probabilistic!.value).toBeCloseTo((0.7 * 7) / 40, 12);
    expect(adjusted).toBeNull();
    expect(error.adjusted).toBeNull();
  });

  it('adjusts by what validation found', () => {
    const validation = { confusion: CONFUSION, priors: [0.25, 0.375, 0.375], byTruth: null, transfer: null };
    const { adjusted, priorShift, error } = measureTernary(answersFor(CONFUSION), validation).netSentiment;
    expect(adjusted!.value).toBeCloseTo(5 / 40, 9);
    expect(error.adjusted!.value).toBeCloseTo(0, 9);
    expect(priorShift).not.toBeNull();
  });
});

describe('measureBinary', () => {
  it('leaves neutral posts out and takes 0.5 as positive', () => {
    const found = measureBinary(answersFor(CONFUSION));
    expect(found.classes).toEqual(['Negative', 'Positive']);
    expect(found.confusion).toEqual([
      [8, 2],
      [0, 15],
    ]);
    expect(found.rocAuc!.value).toBeCloseTo((8 * 15 + 1 * (2 * 0.5 + 13) + 1 * (13 / 2)) / 150, 12);
  });
});

describe('the report', () => {
  const ternary = measureTernary(answersFor(CONFUSION), null);
  const evaluation: Evaluation = {
    version: 'v1',
    file: 'x.csv',
    text: 'text',
    label: 'label',
    map: { neg: 'Negative' },
    skipped: 3,
    skippedLabels: { 'odd|one': 2 },
    ...ternary,
    binary: null,
    postsPerSecond: 40,
  };

  it('is one object with stable keys', () => {
    const parsed = JSON.parse(toJson(evaluation)) as Record<string, unknown>;
    expect(Object.keys(parsed)).toEqual([
      ...['version', 'file', 'text', 'label', 'map', 'skipped', 'skippedLabels', 'rows', 'classes'],
      ...['accuracy', 'macroF1', 'weightedF1', 'macroRecall', 'perClass', 'rocAuc', 'ece', 'confusion'],
      ...['netSentiment', 'binary', 'postsPerSecond'],
    ]);
    expect(parsed.accuracy).toMatchObject({ value: 0.775 });
    expect(parsed.netSentiment).toMatchObject({ adjusted: null, error: { priorShift: null } });
  });

  it('has tables whose rows are as wide as their heads', () => {
    const blocks = toMarkdown(evaluation).split('\n\n').slice(1);
    expect(blocks).toHaveLength(4);
    for (const block of blocks) {
      const widths = block.split('\n').map((line) => line.split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});
