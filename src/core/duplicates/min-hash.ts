import type { Shingles } from './shingles.ts';
import { mixed } from './words.ts';

/** Bands of a sketch, and minima in each. */
export const BANDS = 8;
const ROWS_A_BAND = 3;

// Odd multipliers, which take no two hashes to one; from the generator of MurmurHash3's finish.
const FACTORS = Uint32Array.from({ length: BANDS * ROWS_A_BAND }, (_, i) => mixed(i + 1) | 1);

const minima = new Uint32Array(FACTORS.length);

/**
 * Puts the band keys of a set into `keys`. Of 24 orders of the shingles each key joins the first ones in three (MinHash,
 * Broder 1997): two sets of Jaccard similarity s have at least one key in common with probability 1 - (1 - s³)⁸, which
 * is 0.97 at 0.7, 0.998 at 0.8 and 0.06 at 0.2.
 */
export function bandKeys({ hashes, count }: Shingles, keys: Uint32Array): void {
  minima.fill(0xffff_ffff);
  for (let i = 0; i < count; i++) {
    const hash = hashes[i]!;
    for (let order = 0; order < FACTORS.length; order++) {
      let place = Math.imul(hash, FACTORS[order]!);
      place = (place ^ (place >>> 15)) >>> 0;
      if (place < minima[order]!) minima[order] = place;
    }
  }
  for (let band = 0; band < BANDS; band++) {
    let key = band;
    for (let i = 0; i < ROWS_A_BAND; i++) key = mixed(key ^ minima[ROWS_A_BAND * band + i]!);
    keys[band] = key;
  }
}
