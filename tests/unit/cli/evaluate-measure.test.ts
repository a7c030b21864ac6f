import { describe, expect, it } from 'vitest';
import { measureBinary, measureTernary } from '../../../model/evaluate-measure.ts';
import { toReliabilitySvg } from '../../../model/evaluate-reliability.ts';
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
    domain: null,
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
    domain: null,
  };

  it('is one object with stable keys', () => {
    const parsed = JSON.parse(toJson(evaluation)) as Record<string, unknown>;
    expect(Object.keys(parsed)).toEqual([
      ...['version', 'file', 'text', 'label', 'map', 'skipped', 'skippedLabels', 'rows', 'classes'],
      ...['accuracy', 'macroF1', 'weightedF1', 'macroRecall', 'perClass', 'rocAuc', 'ece', 'reliability'],
      ...['confusion', 'netSentiment', 'binary', 'postsPerSecond', 'domain'],
    ]);
    expect(parsed.accuracy).toMatchObject({ value: 0.775 });
    expect(parsed.netSentiment).toMatchObject({ adjusted: null, error: { priorShift: null } });
  });

  it('holds the bins of the reliability diagram, empty ones as null', () => {
    const { reliability } = JSON.parse(toJson(evaluation)) as Pick<Evaluation, 'reliability'>;
    expect(reliability).toHaveLength(15);
    expect(reliability[0]).toEqual({ low: 0, high: 0.066667, count: 0, confidence: null, accuracy: null });
    expect(reliability.find(({ count }) => count > 0)).toMatchObject({
      count: 40,
      confidence: 0.8,
      accuracy: 0.775,
    });
  });

  it('draws the reliability of each head, with counts', () => {
    const { rows, accuracy, macroF1, rocAuc, ece, reliability, perClass } = measureBinary(
      answersFor(CONFUSION),
    );
    const binary = { rows, accuracy, macroF1, rocAuc, ece, reliability, f1: perClass.Positive!.f1 };
    const drawing = toReliabilitySvg({ ...evaluation, file: 'a<b.csv', binary });
    expect(drawing).toMatch(/^<svg [^>]*viewBox="0 0 680 /);
    expect(drawing).toContain('on a&lt;b.csv</title>');
    expect(drawing.match(/<circle /g)).toHaveLength(3);
    expect(drawing).toContain('>40</text>');
    expect(drawing).not.toMatch(/NaN|undefined/);
    expect(toReliabilitySvg(evaluation)).toContain('viewBox="0 0 340 ');
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
