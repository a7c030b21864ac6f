import type { EncoderConfig } from './config.ts';
import type { Encoder } from './encoder.ts';
import { normalizeText } from './normalize.ts';
import { createNormalTokenizer } from './tokenize.ts';

/** Ids of a part of a text through each vocabulary. */
type Part = readonly (readonly number[])[];

// Past this many the cache is emptied: about 6 MB. Longer parts are addresses, and seldom come again.
const PARTS_CACHED = 30_000;
const LONGEST_CACHED = 20;

/**
 * Encodes texts through several vocabularies at once, as `encode` of each of the encoders does, which must all have
 * this configuration. A part between spaces is cut into tokens when it is first met, then remembered.
 */
export function createJointEncoder(
  config: EncoderConfig,
  encoders: readonly Encoder[],
): (text: string) => Int32Array<ArrayBuffer>[] {
  const tokenize = createNormalTokenizer(config);
  const cache = new Map<string, Part>();
  // Ids of the text at hand and how many there are: arrays that have grown stay, for making new ones is most of the work.
  const all: number[][] = encoders.map(() => []);
  const counts = encoders.map(() => 0);

  function encodePart(part: string): Part {
    const tokens = tokenize(part);
    const found = encoders.map((encoder) => encoder.idsOf(tokens));
    if (part.length <= LONGEST_CACHED) {
      if (cache.size >= PARTS_CACHED) cache.clear();
      cache.set(part, found);
    }
    return found;
  }

  return (text) => {
    counts.fill(0);
    for (const part of normalizeText(text, config).split(' ')) {
      const found = cache.get(part) ?? encodePart(part);
      for (let e = 0; e < found.length; e++) {
        const [from, to] = [found[e]!, all[e]!];
        let count = counts[e]!;
        for (let i = 0; i < from.length; i++) to[count++] = from[i]!;
        counts[e] = count;
      }
    }
    return encoders.map((encoder, e) => encoder.finish(all[e]!, counts[e]!));
  };
}
