import { createRng, type Rng } from '../src/core/rng/rng.ts';
import type { Sentiment } from '../src/core/scores/types.ts';
import { percentiles, RESAMPLES } from '../src/core/stats/bootstrap.ts';
import type { Estimate } from '../src/core/stats/intervals.ts';
import type { Contrast } from './counterfactual-texts.ts';

const SEED = 1;

/** What the model says of one text. */
export interface TextAnswer {
  readonly label: Sentiment;
  /** P(positive) - P(negative), -1..1. */
  readonly net: number;
}

/** Two variants of one sentence: of the group, and of another one. */
export interface Pair {
  readonly text: string;
  readonly other: string;
  /** Net of `text` less net of `other`. */
  readonly difference: number;
}

/** How one group is answered beside the others of its contrast; the intervals are of 95 %. */
export interface GroupShift {
  readonly group: string;
  /** Mean over sentences of the group's net less the mean of all groups, -2..2. */
  readonly shift: Estimate;
  /** Share of the pairs of a variant of this group and one of another, in one sentence, whose labels differ. */
  readonly flips: Estimate;
  /** The pair that is furthest apart. */
  readonly largest: Pair;
}

/** A contrast, measured. */
export interface MeasuredContrast {
  readonly name: string;
  readonly sentences: number;
  readonly texts: number;
  /** Share of texts whose label is the tone meant, 0..1. */
  readonly asMeant: number;
  readonly groups: readonly GroupShift[];
}

/** `[sentence][group][variant]` */
type Answers = readonly (readonly (readonly TextAnswer[])[])[];

/**
 * Compares the groups of a contrast. The intervals are a seeded percentile bootstrap over the sentences and, in a
 * group of several words, over these: they tell how much hangs on the choice of both. A share of flips of exactly 0
 * gets an interval of no width; it is known from as many sentences as there are, no better.
 */
export function measureContrast(
  contrast: Contrast,
  answerTo: (text: string) => TextAnswer,
): MeasuredContrast {
  const { name, groups, sentences } = contrast;
  const answers = sentences.map(({ texts }) => texts.map((variants) => variants.map(answerTo)));
  const variants = sentences[0]!.texts.map(({ length }) => length);
  const rng = createRng(SEED);
  const once = (count: number) => new Array<number>(count).fill(1);
  const found = figures(answers, once(sentences.length), variants.map(once));
  const resampled = Array.from({ length: RESAMPLES }, () =>
    figures(
      answers,
      drawn(rng, sentences.length),
      variants.map((count) => drawn(rng, count)),
    ),
  );
  const estimate = (of: 'shifts' | 'flips', group: number): Estimate => ({
    value: found[of][group]!,
    ...percentiles(resampled.map((figure) => figure[of][group]!)),
  });
  const labels = sentences.flatMap(({ tone }, s) =>
    answers[s]!.flat().map(({ label }) => (label === tone ? 1 : 0) as number),
  );
  return {
    name,
    sentences: sentences.length,
    texts: labels.length,
    asMeant: labels.reduce((sum, right) => sum + right, 0) / labels.length,
    groups: groups.map((group, g) => ({
      group,
      shift: estimate('shifts', g),
      flips: estimate('flips', g),
      largest: largestPair(contrast, answers, g),
    })),
  };
}

/** How often each of `count` things comes up in as many draws with replacement. */
function drawn(rng: Rng, count: number): number[] {
  const times = new Array<number>(count).fill(0);
  for (let i = 0; i < count; i++) times[rng.int(count)]!++;
  return times;
}

/** Shift and flips of each group, sentences and variants taken as often as their weights say. */
function figures(
  answers: Answers,
  sentenceWeights: readonly number[],
  variantWeights: readonly (readonly number[])[],
): { readonly shifts: readonly number[]; readonly flips: readonly number[] } {
  const groups = variantWeights.length;
  const shifts = new Array<number>(groups).fill(0);
  const flips = new Array<number>(groups).fill(0);
  const total = sum(sentenceWeights);
  answers.forEach((sentence, s) => {
    const weight = sentenceWeights[s]! / total;
    if (weight === 0) return;
    const summaries = sentence.map((variants, g) => summarise(variants, variantWeights[g]!));
    const centre = sum(summaries.map(({ net }) => net)) / groups;
    summaries.forEach((own, g) => {
      shifts[g]! += weight * (own.net - centre);
      const differing = summaries.map((other, h) => (h === g ? 0 : differ(own.labels, other.labels)));
      flips[g]! += (weight * sum(differing)) / (groups - 1);
    });
  });
  return { shifts, flips };
}

type LabelShares = Readonly<Record<Sentiment, number>>;

/** Mean net and shares of labels of one group's variants of one sentence. */
function summarise(
  variants: readonly TextAnswer[],
  weights: readonly number[],
): { readonly net: number; readonly labels: LabelShares } {
  const labels = { Negative: 0, Neutral: 0, Positive: 0 };
  const total = sum(weights);
  let net = 0;
  variants.forEach((answer, v) => {
    net += (weights[v]! / total) * answer.net;
    labels[answer.label] += weights[v]! / total;
  });
  return { net, labels };
}

/** Share of pairs, one of each side, whose labels differ. */
function differ(a: LabelShares, b: LabelShares): number {
  const same = a.Negative * b.Negative + a.Neutral * b.Neutral + a.Positive * b.Positive;
  // Rounding may leave a little of either sign where all agree.
  return same > 1 - 1e-12 ? 0 : 1 - same;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function largestPair({ sentences }: Contrast, answers: Answers, group: number): Pair {
  let largest: Pair = { text: '', other: '', difference: 0 };
  sentences.forEach(({ texts }, s) => {
    texts.forEach((others, h) => {
      if (h === group) return;
      others.forEach((other, u) => {
        texts[group]!.forEach((text, v) => {
          const difference = answers[s]![group]![v]!.net - answers[s]![h]![u]!.net;
          if (largest.text === '' || Math.abs(difference) > Math.abs(largest.difference))
            largest = { text, other, difference };
        });
      });
    });
  });
  return largest;
}
