import { createRng, type Rng } from '../rng/rng.ts';

/** How much work may go into Shapley values. */
export interface ShapleyLimits {
  /** Up to this many players every subset is evaluated. */
  readonly exactPlayers: number;
  /** Subsets that may be evaluated above that, the empty and the full one included. */
  readonly maxEvaluations: number;
  /** Of the permutations that are drawn. */
  readonly seed: number;
}

/** The value of each subset; bit `i` of a mask says whether player `i` is in. */
export type EvaluateSubsets = (masks: readonly bigint[]) => Promise<ArrayLike<number>>;

/** Shapley values; `full = empty + sum of values`, but for rounding. */
export interface ShapleyValues {
  /** `[players]` */
  readonly values: Float64Array;
  /** Value of the subset with nobody in it, and with everybody. */
  readonly empty: number;
  readonly full: number;
  /** Standard error of a value, as the root of the mean square over the players; 0 where the values are exact. */
  readonly standardError: number;
}

/**
 * What each player adds to the value of the whole, on average over all orders in which they can come in (Shapley
 * 1953). Few players: exactly, over all subsets. More: over sampled permutations (Štrumbelj and Kononenko 2014,
 * 10.1007/s10115-013-0679-x), each with its reverse, which lowers the variance (Mitchell et al. 2022,
 * arXiv:2104.12199); whatever the sample, the values add up. All subsets are evaluated in one call, each once.
 */
export async function shapleyValues(
  players: number,
  evaluate: EvaluateSubsets,
  limits: ShapleyLimits,
): Promise<ShapleyValues> {
  const isExact = players <= limits.exactPlayers;
  const orders = isExact
    ? []
    : antitheticOrders(players, pairsWithin(players, limits), createRng(limits.seed));
  const masks = isExact ? allSubsets(players) : subsetsOf(orders);
  const answers = await evaluate(masks);
  const worths = new Map(masks.map((mask, i) => [mask, answers[i]!]));
  const { values, standardError } = isExact
    ? { values: exactValues(players, worths), standardError: 0 }
    : sampledValues(players, orders, worths);
  return { values, empty: worths.get(0n)!, full: worths.get((1n << BigInt(players)) - 1n)!, standardError };
}

/** Permutation pairs that fit, two at least, for without a second there is no telling the error: each permutation passes `players - 1` subsets besides the empty and the full one. */
function pairsWithin(players: number, { maxEvaluations }: ShapleyLimits): number {
  return Math.max(2, Math.floor((maxEvaluations - 2) / (2 * (players - 1))));
}

function antitheticOrders(players: number, pairs: number, rng: Rng): number[][] {
  return Array.from({ length: pairs }, () => shuffled(players, rng)).flatMap((order) => [
    order,
    order.toReversed(),
  ]);
}

/** Fisher and Yates, as Durstenfeld 1964 has it. */
function shuffled(players: number, rng: Rng): number[] {
  const order = Array.from({ length: players }, (_, i) => i);
  for (let last = players - 1; last > 0; last--) {
    const at = rng.int(last + 1);
    [order[last], order[at]] = [order[at]!, order[last]!];
  }
  return order;
}

function allSubsets(players: number): bigint[] {
  return Array.from({ length: 2 ** players }, (_, mask) => BigInt(mask));
}

/** The subsets that the orders pass through, each once. */
function subsetsOf(orders: readonly (readonly number[])[]): bigint[] {
  const masks = new Set<bigint>([0n]);
  for (const order of orders) {
    let mask = 0n;
    for (const player of order) {
      mask |= 1n << BigInt(player);
      masks.add(mask);
    }
  }
  return [...masks];
}

/** phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! * (v(S + i) - v(S)). */
function exactValues(players: number, worths: ReadonlyMap<bigint, number>): Float64Array {
  const weights = subsetWeights(players);
  return Float64Array.from({ length: players }, (_, player) => {
    const bit = 1n << BigInt(player);
    let sum = 0;
    for (const [mask, value] of worths)
      if ((mask & bit) === 0n) sum += weights[sizeOf(mask)]! * (worths.get(mask | bit)! - value);
    return sum;
  });
}

/** s! (n - s - 1)! / n! for each size s below n: one over n times the subsets of size s of the n - 1 others. */
function subsetWeights(players: number): Float64Array {
  const weights = new Float64Array(players);
  let subsets = 1;
  for (let size = 0; size < players; size++) {
    weights[size] = 1 / (players * subsets);
    subsets = (subsets * (players - 1 - size)) / (size + 1);
  }
  return weights;
}

function sizeOf(mask: bigint): number {
  let size = 0;
  for (let rest = mask; rest > 0n; rest &= rest - 1n) size++;
  return size;
}

/**
 * What each player added on coming in, averaged over the orders. An order and its reverse depend on each other, so
 * that the error is told from the spread of the means of such pairs.
 */
function sampledValues(
  players: number,
  orders: readonly (readonly number[])[],
  worths: ReadonlyMap<bigint, number>,
): Pick<ShapleyValues, 'values' | 'standardError'> {
  const pairs = orders.length / 2;
  const sums = new Float64Array(players);
  const squares = new Float64Array(players);
  for (let at = 0; at < orders.length; at += 2) {
    const [there, back] = [gains(orders[at]!, worths), gains(orders[at + 1]!, worths)];
    for (let player = 0; player < players; player++) {
      const mean = (there[player]! + back[player]!) / 2;
      sums[player]! += mean;
      squares[player]! += mean * mean;
    }
  }
  const values = sums.map((sum) => sum / pairs);
  const variances = squares.map((square, i) => Math.max(0, square / pairs - values[i]! ** 2) / (pairs - 1));
  return { values, standardError: Math.sqrt(variances.reduce((sum, v) => sum + v, 0) / players) };
}

/** What each player added on coming in, in one order; `[players]`. */
function gains(order: readonly number[], worths: ReadonlyMap<bigint, number>): Float64Array {
  const added = new Float64Array(order.length);
  let mask = 0n;
  for (const player of order) {
    const before = worths.get(mask)!;
    mask |= 1n << BigInt(player);
    added[player] = worths.get(mask)! - before;
  }
  return added;
}
