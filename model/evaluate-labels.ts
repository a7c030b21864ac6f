import { SENTIMENTS, type Sentiment } from '../src/core/scores/types.ts';
import { UserError } from './score-options.ts';

/** What labels mean, by `normalizeLabel`. A label that is not in it is left out of the evaluation. */
export type LabelMap = ReadonlyMap<string, Sentiment>;

const WORDS: LabelMap = new Map([
  ['negative', 'Negative'],
  ['neg', 'Negative'],
  ['neutral', 'Neutral'],
  ['neu', 'Neutral'],
  ['positive', 'Positive'],
  ['pos', 'Positive'],
]);

// Sets of numbers that mean one thing only; of {0, 1, 2} or {1, 2, 3} more than one use is common.
const NUMBER_SETS: readonly (readonly [
  numbers: string,
  negative: string,
  neutral: string,
  positive: string,
])[] = [
  ['0 4', '0', '', '4'],
  ['0 2 4', '0', '2', '4'],
  ['0 1', '0', '', '1'],
  ['-1 1', '-1', '', '1'],
  ['-1 0 1', '-1', '0', '1'],
  ['1 5', '1', '', '5'],
  ['1 3 5', '1', '3', '5'],
  ['1 2 4 5', '1 2', '', '4 5'],
  ['1 2 3 4 5', '1 2', '3', '4 5'],
];

const LISTED_LABELS = 12;

/** A label as it is compared: trimmed, in lower case, numbers in their shortest form (`4.0` is `4`). */
export function normalizeLabel(label: string): string {
  const plain = label.trim().replace(/\s+/g, ' ').toLowerCase();
  return /^[+-]?\d+(\.\d*)?$/.test(plain) ? String(Number(plain)) : plain;
}

/** Reads `a=negative,b=neutral,...`. Throws `UserError` where an entry is not of that kind. */
export function parseLabelMap(text: string): LabelMap {
  const map = new Map<string, Sentiment>();
  for (const entry of text.split(',')) {
    const at = entry.lastIndexOf('=');
    const sentiment = WORDS.get(normalizeLabel(entry.slice(at + 1)));
    if (at < 0 || sentiment === undefined) {
      throw new UserError(
        `--map takes LABEL=negative, LABEL=neutral or LABEL=positive, separated by commas; not ${entry.trim() || 'nothing'}.`,
      );
    }
    map.set(normalizeLabel(entry.slice(0, at)), sentiment);
  }
  return map;
}

/**
 * Guesses what labels mean: negative, neutral and positive in words, or one of the sets of numbers with a single
 * common meaning. Words that have no side, such as irrelevant, are left out. Throws `UserError` for anything else.
 */
export function guessLabelMap(labels: ReadonlyMap<string, number>): LabelMap {
  const found = [...labels.keys()];
  const words = found.filter((label) => WORDS.has(label));
  const numbers = found.filter((label) => /^-?[\d.]+$/.test(label));
  // 'Extremely negative' or 'mostly positive' has a side that only the person can give it.
  const isUnclear = found.some((label) => !WORDS.has(label) && /negativ|neutral|positiv/.test(label));
  if (!isUnclear && numbers.length === 0 && words.length > 0) {
    return new Map(words.map((label) => [label, WORDS.get(label)!]));
  }
  const map = isUnclear || words.length > 0 ? null : mapNumbers(numbers);
  if (map !== null) return map;
  throw new UserError(
    `What these labels mean is not clear: say it with --map a=negative,b=neutral,... ${listLabels(labels)}`,
  );
}

function mapNumbers(numbers: readonly string[]): LabelMap | null {
  const ascending = [...numbers].sort((a, b) => Number(a) - Number(b)).join(' ');
  const match = NUMBER_SETS.find(([set]) => set === ascending);
  if (match === undefined) return null;
  const [, ...sides] = match;
  return new Map(
    sides.flatMap((side, i) =>
      side
        .split(' ')
        .filter(Boolean)
        .map((label) => [label, SENTIMENTS[i]!] as const),
    ),
  );
}

/** Throws `UserError` where none of the labels of the map occurs. */
export function checkLabelMap(map: LabelMap, labels: ReadonlyMap<string, number>): void {
  if ([...map.keys()].some((label) => labels.has(label))) return;
  throw new UserError(`No row has a label of --map. ${listLabels(labels)}`);
}

function listLabels(labels: ReadonlyMap<string, number>): string {
  const common = [...labels].sort(([, a], [, b]) => b - a).map(([label]) => label.slice(0, 30) || '(empty)');
  const more = common.length > LISTED_LABELS ? ` and ${common.length - LISTED_LABELS} more` : '';
  return `The labels found are: ${common.slice(0, LISTED_LABELS).join(', ')}${more}.`;
}
