import type { ClassCounts } from '../trend/fold.ts';
import { type Estimate, netSentiment } from './intervals.ts';

/** Net sentiment of posts by class. */
export function netOfCounts([negative, neutral, positive]: Readonly<ClassCounts>): Estimate {
  return netSentiment(negative, positive, negative + neutral + positive);
}

/**
 * Change of net sentiment between two sets of posts, -2..2, with a 95 % interval put together from those of both (the
 * method of variance estimates recovery: Zou & Donner 2008, Statistics in Medicine 27:1693-1702). An interval around 0
 * means that the change cannot be told from chance.
 */
export function netChange(before: Readonly<ClassCounts>, after: Readonly<ClassCounts>): Estimate {
  const [old, now] = [netOfCounts(before), netOfCounts(after)];
  const value = now.value - old.value;
  if (Number.isNaN(value)) return { value, low: -2, high: 2 };
  return {
    value,
    low: value - Math.hypot(now.value - now.low, old.high - old.value),
    high: value + Math.hypot(now.high - now.value, old.value - old.low),
  };
}

/** True where a change can be told from chance: its interval does not reach 0. */
export function isDistinguishable({ low, high }: Estimate): boolean {
  return low > 0 || high < 0;
}
