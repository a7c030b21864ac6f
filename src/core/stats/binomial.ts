import type { Rng } from '../rng/rng.ts';

/**
 * Number of successes in `trials` independent trials with probability `chance`, exactly distributed, in constant
 * time: by geometric gaps where few are expected, else by transformed rejection with squeeze (algorithm BTRS of
 * Hörmann 1993, J. Statist. Comput. Simulation 46:101-110).
 */
export function sampleBinomial(rng: Rng, trials: number, chance: number): number {
  if (trials === 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  if (chance > 0.5) return trials - sampleBinomial(rng, trials, 1 - chance);
  return trials * chance < 10 ? sampleByGaps(rng, trials, chance) : sampleByRejection(rng, trials, chance);
}

/** Counts of `trials` draws over cells with the given shares (which sum to 1): a chain of binomials. */
export function sampleMultinomial(rng: Rng, trials: number, shares: readonly number[]): number[] {
  let trialsLeft = trials;
  let shareLeft = 1;
  return shares.map((share, i) => {
    // Rounding may leave a little of `shareLeft` at the last cell, which takes what is left.
    const isLast = i === shares.length - 1;
    const count = isLast ? trialsLeft : sampleBinomial(rng, trialsLeft, Math.min(1, share / shareLeft));
    trialsLeft -= count;
    shareLeft -= share;
    return count;
  });
}

function sampleByGaps(rng: Rng, trials: number, chance: number): number {
  const scale = Math.log1p(-chance);
  let successes = -1;
  for (let at = 0; at <= trials; successes++) at += Math.floor(Math.log(1 - rng.next()) / scale) + 1;
  return successes;
}

function sampleByRejection(rng: Rng, trials: number, chance: number): number {
  const deviation = Math.sqrt(trials * chance * (1 - chance));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const acceptAtOnce = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const logRatio = logRatioToMode(trials, chance);
  for (;;) {
    const u = rng.next() - 0.5;
    const v = rng.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + trials * chance + 0.5);
    if (us >= 0.07 && v <= acceptAtOnce) return k;
    if (k < 0 || k > trials) continue;
    if (Math.log((v * alpha) / (a / us ** 2 + b)) <= logRatio(k)) return k;
  }
}

/** The log of P(k) / P(mode), with Stirling's series for the factorials. */
function logRatioToMode(trials: number, chance: number): (k: number) => number {
  const odds = chance / (1 - chance);
  const mode = Math.floor((trials + 1) * chance);
  const fromMode =
    (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
    stirlingTail(mode) +
    stirlingTail(trials - mode);
  return (k) =>
    fromMode +
    (trials + 1) * Math.log((trials - mode + 1) / (trials - k + 1)) +
    (k + 0.5) * Math.log((odds * (trials - k + 1)) / (k + 1)) -
    stirlingTail(k) -
    stirlingTail(trials - k);
}

// log(k!) less Stirling's leading terms, for k = 0..9, where the series is not yet exact.
const STIRLING_TAILS = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.020790672103765, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.00925546218271273, 0.00833056343336287,
];

function stirlingTail(k: number): number {
  const square = (k + 1) ** 2;
  return STIRLING_TAILS[k] ?? (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}
