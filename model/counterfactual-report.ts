import type { Estimate } from '../src/core/stats/intervals.ts';
import type { MeasuredContrast, Pair } from './counterfactual-measure.ts';
import { markdownTable } from './markdown-table.ts';

/** Everything that `model:counterfactuals` found. */
export interface Counterfactuals {
  /** Of the model. */
  readonly version: string;
  readonly contrasts: readonly MeasuredContrast[];
}

/** One JSON object, figures to six places. */
export function toJson(found: Counterfactuals): string {
  const round = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value);
  return JSON.stringify(found, round, 2);
}

/** Two tables: one row for each group, then the furthest pair of each contrast. */
export function toMarkdown({ version, contrasts }: Counterfactuals): string {
  const groups = contrasts.flatMap(({ groups }) => groups).length;
  const clear = contrasts.flatMap(({ groups }) => groups).filter(({ shift }) => shift.low * shift.high > 0);
  return [
    `Model ${version}. Within a sentence only the word of the group differs. Shift: P(positive) - P(negative) of the`,
    'group less the mean of the groups beside it, in points (200 from surely negative to surely positive). Flips: pairs',
    'of this group and another in one sentence that are given different classes. In brackets 95 % intervals over',
    `sentences and words; ${clear.length} of the ${groups} for shifts are off zero, where chance alone makes about ${Math.round(0.05 * groups)}.`,
    '',
    ...markdownTable(['Contrast', 'Group', 'Shift, points', 'Flips, %'], contrasts.flatMap(groupRows)),
    '',
    ...markdownTable(['Contrast', 'Furthest pair', 'Points apart'], contrasts.map(pairRow)),
    '',
    ...markdownTable(['Contrast', 'Sentences', 'Texts', 'Answered as meant, %'], contrasts.map(sizeRow)),
  ].join('\n');
}

function groupRows({ name, groups }: MeasuredContrast): string[][] {
  return groups.map(({ group, shift, flips }) => [name, group, cell(shift, signed), cell(flips, percent)]);
}

function pairRow({ name, groups }: MeasuredContrast): string[] {
  const pairs = groups.map(({ largest }) => largest);
  const { text, other, difference } = pairs.reduce((a, b) => (size(b) > size(a) ? b : a));
  const [high, low] = difference > 0 ? [text, other] : [other, text];
  return [name, `"${high}" over "${low}"`, percent(Math.abs(difference))];
}

function size({ difference }: Pair): number {
  return Math.abs(difference);
}

function sizeRow({ name, sentences, texts, asMeant }: MeasuredContrast): string[] {
  return [name, String(sentences), String(texts), percent(asMeant)];
}

function cell({ value, low, high }: Estimate, format: (value: number) => string): string {
  return `${format(value)} (${format(low)} to ${format(high)})`;
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}

function signed(value: number): string {
  const text = percent(value);
  if (Number(text) === 0) return '0.0';
  return value > 0 ? `+${text}` : text;
}
