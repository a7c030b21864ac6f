import { describe, expect, it } from 'vitest';
import {
  checkLabelMap,
  guessLabelMap,
  normalizeLabel,
  parseLabelMap,
} from '../../../model/evaluate-labels.ts';
import { parseEvaluateOptions } from '../../../model/evaluate-options.ts';
import { UserError } from '../../../model/score-options.ts';

const counts = (labels: readonly string[]) => new Map(labels.map((label) => [normalizeLabel(label), 1]));
const guess = (labels: readonly string[]) => Object.fromEntries(guessLabelMap(counts(labels)));

describe('guessLabelMap', () => {
  it.each([
    [['Positive', 'NEGATIVE '], { positive: 'Positive', negative: 'Negative' }],
    [['pos', 'neu', 'neg'], { pos: 'Positive', neu: 'Neutral', neg: 'Negative' }],
    [['Positive', 'Negative', 'Irrelevant', ''], { positive: 'Positive', negative: 'Negative' }],
    [['0', '4'], { 0: 'Negative', 4: 'Positive' }],
    [['0', '2', '4'], { 0: 'Negative', 2: 'Neutral', 4: 'Positive' }],
    [['1', '0'], { 0: 'Negative', 1: 'Positive' }],
    [['-1', '0.0', '+1'], { '-1': 'Negative', 0: 'Neutral', 1: 'Positive' }],
    [['1', '3', '5', 'not_relevant'], { 1: 'Negative', 3: 'Neutral', 5: 'Positive' }],
    [['5', '4', '3', '2', '1'], { 1: 'Negative', 2: 'Negative', 3: 'Neutral', 4: 'Positive', 5: 'Positive' }],
  ])('knows %j', (labels, map) => {
    expect(guess(labels)).toEqual(map);
  });

  it.each([
    [['0', '1', '2']],
    [['1', '2', '3']],
    [['0']],
    [['1', '2']],
    [['happy', 'sad']],
    [['positive', '0']],
    [['Extremely Negative', 'Negative', 'Positive']],
    [[]],
  ])('does not guess at %j', (labels) => {
    expect(() => guess(labels)).toThrow(UserError);
    expect(() => guess(labels)).toThrow(/--map/);
  });

  it('lists what it found, the most frequent first', () => {
    const labels = new Map([
      ['sad', 3],
      ['happy', 9],
      ['', 1],
    ]);
    expect(() => guessLabelMap(labels)).toThrow(/The labels found are: happy, sad, \(empty\)\.$/);
  });
});

describe('parseLabelMap', () => {
  it('reads labels in any case, also with an equals sign in them', () => {
    const map = parseLabelMap('Sad=negative, a=b=neutral,4.0=POS');
    expect(Object.fromEntries(map)).toEqual({ sad: 'Negative', 'a=b': 'Neutral', 4: 'Positive' });
  });

  it.each(['', 'sad', 'sad=bad', 'sad=negative,'])('refuses %j in one line', (text) => {
    expect(() => parseLabelMap(text)).toThrow(/^--map takes [^\n]*$/);
  });

  it('must name a label of the file', () => {
    expect(() => checkLabelMap(parseLabelMap('a=negative'), counts(['b']))).toThrow(/found are: b\./);
  });
});

describe('parseEvaluateOptions', () => {
  it('reads all there is', () => {
    const args =
      'x.csv --text t --label l --map a=negative --map b=positive --json --limit 7 --no-header --classes 2';
    expect(parseEvaluateOptions(args.split(' '))).toMatchObject({
      input: 'x.csv',
      text: 't',
      label: 'l',
      map: new Map([
        ['a', 'Negative'],
        ['b', 'Positive'],
      ]),
      json: true,
      out: null,
      limit: 7,
      hasHeader: false,
      classes: 2,
    });
  });

  it.each(['', 'a.csv b.csv', 'a.csv --limit none', 'a.csv --classes 4', 'a.csv --fast'])(
    'refuses %j with the usage, in one line',
    (args) => {
      expect(() => parseEvaluateOptions(args.split(' ').filter(Boolean))).toThrow(
        /^[^\n]*Usage: npm run[^\n]*$/,
      );
    },
  );
});
