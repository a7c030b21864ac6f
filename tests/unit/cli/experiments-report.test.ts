import { describe, expect, it } from 'vitest';
import {
  type Experiments,
  type Result,
  resultSchema,
  toMarkdown,
} from '../../../model/experiments-report.ts';

const LSTM: Result = {
  ...{ name: 'lstm', title: 'LSTM', rows: 120_000, epochs: 2, valRows: 60_000, seed: 42 },
  ...{ accuracy: 0.81, f1Macro: 0.8099, f1Weighted: 0.80991, precision: 0.8, recall: 0.82, auc: 0.89 },
  ...{ parameters: 2_800_000, bytes: 2_910_000, trainSeconds: 59.6, trainPostsPerSecond: 4027.4 },
};
const TOWER: Result = { ...LSTM, name: 'tower-words', title: 'One tower', accuracy: 0.82 };

const EXPERIMENTS: Experiments = {
  titles: { lstm: 'LSTM', 'tower-words': 'One tower' },
  results: [TOWER, LSTM],
  speeds: { posts: 4096, rounds: 5, speeds: { 'tower-words': { postsPerSecond: 3999.6, ratio: 1 } } },
  shipped: {
    version: '2026.11-9',
    metrics: {
      ...{ rows: 100, accuracy: 0.8, f1: 0.75, precision: 0.75, recall: 0.75, auc: 0.9, ece: 0.01 },
      confusion: { truePositive: 30, falsePositive: 10, trueNegative: 50, falseNegative: 10 },
    },
    tensors: [
      { name: 'a', shape: [100, 20], dtype: 'int8-rows', file: 'w', offset: 0, scalesOffset: 2000 },
      { name: 'b', shape: [20], dtype: 'float32', file: 'w', offset: 2400 },
    ],
    files: [
      { name: 'w', bytes: 5_000_000, sha256: '0'.repeat(64) },
      { name: 'words.txt', bytes: 250_000, sha256: '0'.repeat(64) },
    ],
  },
  notes: '\n## What helped\n\nAveraging.\n\n',
};

function cellsOf(page: string, title: string): string[] {
  const line = page.split('\n').find((row) => row.startsWith(`| ${title} |`));
  return line!.slice(2, -2).split(' | ');
}

describe('the page of experiments', () => {
  const page = toMarkdown(EXPERIMENTS);

  it('says on what terms the contestants met', () => {
    expect(page).toContain('same 120,000 posts');
    expect(page).toContain('same 60,000 validation posts');
    expect(page).toContain('an accuracy is 0.16 points');
  });

  it('puts one row a contestant, the least accurate first', () => {
    expect(cellsOf(page, 'LSTM')).toEqual([
      ...['LSTM', '0.8100', '0.8099', '0.8099', '0.8000', '0.8200', '0.8900', '2,800,000', '2.91'],
      ...['60', '4,027', 'not loadable by the engine'],
    ]);
    expect(page.indexOf('| LSTM |')).toBeLessThan(page.indexOf('| One tower |'));
  });

  it('gives the speed of those that the engine loads, or says that none was measured', () => {
    expect(cellsOf(page, 'One tower').at(-1)).toBe('4,000 (1.00)');
    const unmeasured = toMarkdown({ ...EXPERIMENTS, speeds: null });
    expect(cellsOf(unmeasured, 'LSTM').at(-1)).toBe('not measured');
    expect(unmeasured).not.toContain('Speed in our engine');
  });

  it('names contestants that have no result yet', () => {
    expect(page).not.toContain('Not measured yet');
    const partial = toMarkdown({ ...EXPERIMENTS, results: [LSTM] });
    expect(partial).toContain('**Not measured yet:** One tower. `npm run model:compare -- --rows 120000 ');
  });

  it('counts the shipped model by its manifest', () => {
    // F1: 60/80 of Positive, 100/120 of Negative; 40 posts are positive.
    expect(cellsOf(page, '2026.11-9')).toEqual([
      ...['2026.11-9', '0.8000', '0.7917', '0.8000', '0.7500', '0.7500', '0.9000', '2,020'],
      '5.25 with vocabularies',
    ]);
  });

  it('ends with the notes', () => {
    expect(page.endsWith('\n\n## What helped\n\nAveraging.\n')).toBe(true);
  });

  it('refuses results of different comparisons, and none at all', () => {
    const mixed = [LSTM, { ...TOWER, valRows: 1000 }];
    expect(() => toMarkdown({ ...EXPERIMENTS, results: mixed })).toThrow(RangeError);
    expect(() => toMarkdown({ ...EXPERIMENTS, results: [] })).toThrow('model:compare');
    expect(resultSchema.safeParse({ ...LSTM, accuracy: Number.NaN }).success).toBe(false);
  });
});
