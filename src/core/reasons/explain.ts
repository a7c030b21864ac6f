import { type ShapleyLimits, shapleyValues } from './shapley.ts';
import { cutUnits, groupUnits, type Unit } from './units.ts';

/** What one word, or one group of neighbouring words, adds to a text's score. */
export interface Contribution extends Unit {
  /** Signed; in units of the score. */
  readonly value: number;
}

/** Why a text has its score: `score = baseline + sum of contributions`, but for rounding. */
export interface Explanation {
  /** P(positive) minus P(negative), -1..1. */
  readonly score: number;
  /** The score of a text without words. */
  readonly baseline: number;
  /** In the order of the text. Parts of a very long text that the model does not read are in none of them. */
  readonly contributions: readonly Contribution[];
  /** Standard error of a contribution, estimated from a sample of the orders of the words; 0 where all were used. */
  readonly standardError: number;
}

/** P(positive) minus P(negative) of each text; any of them may be empty. */
export type NetScores = (texts: readonly string[]) => Promise<ArrayLike<number>>;

/** How a text is taken apart, and how much work may go into it. */
export interface ReasonLimits extends ShapleyLimits {
  /** Longer texts are explained by groups of words. */
  readonly maxGroups: number;
  /** Of a longer text, the encoder reads this many characters from either end. */
  readonly halfCharacters: number;
}

/**
 * Shapley values of a text's words for its score: the score of the text is compared with those of the same text
 * with words left out, in every order or in a sample of orders (see `shapleyValues`). The same text gives the same
 * answer.
 */
export async function explainText(
  text: string,
  netScores: NetScores,
  limits: ReasonLimits,
): Promise<Explanation> {
  const units = groupUnits(cutUnits(text, limits.halfCharacters), limits.maxGroups);
  const words = units.map(({ start, end }) => text.slice(start, end));
  const whole = (1n << BigInt(units.length)) - 1n;
  const { values, empty, full, standardError } = await shapleyValues(
    units.length,
    (masks) => netScores(masks.map((mask) => (mask === whole ? text : keptWords(words, mask)))),
    limits,
  );
  return {
    score: full,
    baseline: empty,
    contributions: units.map((unit, i) => ({ ...unit, value: values[i]! })),
    standardError,
  };
}

/** The words whose bit is set, in their order. */
function keptWords(words: readonly string[], mask: bigint): string {
  return words.filter((_, i) => ((mask >> BigInt(i)) & 1n) === 1n).join(' ');
}
