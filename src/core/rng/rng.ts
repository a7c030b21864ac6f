/** A seeded stream of pseudo-random numbers: the same seed gives the same numbers on every machine. */
export interface Rng {
  /** Uniform in [0, 1), 32 bits fine. */
  next(): number;
  /** Uniform integer in [0, below). */
  int(below: number): number;
  /** One of `items`, each equally likely. Throws `RangeError` where there is none. */
  pick<T>(items: readonly T[]): T;
  /** True with probability `share`. */
  chance(share: number): boolean;
  /** Nearly standard normal, within 6 (Irwin-Hall, 12 terms): sums alone are the same to the bit in every engine. */
  normal(): number;
}

/**
 * Mulberry32 (Tommy Ettinger, 2017, public domain): 32 bits of state, passes gjrand's tests, period 2^32. For
 * samples and tests, not for secrets. `seed` is taken modulo 2^32.
 */
export function createRng(seed: number): Rng {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    pick(items) {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[int(items.length)]!;
    },
    chance: (share) => next() < share,
    normal() {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
  };
}
