import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '../src/core/rng/rng.ts';
import type { Manifest } from '../src/engine/manifest.ts';
import { expectedShapes, type Weights } from '../src/engine/weights.ts';

/** Something whose speed is compared. */
export interface Contestant {
  readonly name: string;
  /** Works through all posts once. */
  run(): Promise<void>;
}

/** How fast a contestant was. */
export interface Speed {
  /** Median over the rounds. */
  readonly postsPerSecond: number;
  /** Median over the rounds of its speed to that of the first contestant in the same round. */
  readonly ratio: number;
}

/**
 * Runs the contestants in turn, `rounds` times, after a round that is not timed: a machine that is slow for a while is
 * so for all of them. `now` is in milliseconds.
 */
export async function alternate(
  contestants: readonly Contestant[],
  posts: number,
  rounds: number,
  now: () => number,
): Promise<Record<string, Speed>> {
  for (const { run } of contestants) await run();
  const rates: number[][] = contestants.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, { run }] of contestants.entries()) {
      const started = now();
      await run();
      rates[i]!.push((1000 * posts) / (now() - started));
    }
  return Object.fromEntries(
    contestants.map(({ name }, i) => {
      const ratio = median(rates[i]!.map((rate, round) => rate / rates[0]![round]!));
      return [name, { postsPerSecond: median(rates[i]!), ratio }];
    }),
  );
}

/** The middle value, of an even number the upper one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Token ids of the first `posts` posts of a corpus through one vocabulary, as `model:encode` wrote them. */
export function readSequences(
  folder: string,
  corpus: string,
  vocabulary: string,
  posts: number,
): Int32Array[] {
  const read = (part: string) =>
    new Uint8Array(readFileSync(join(folder, `${corpus}.${vocabulary}.${part}`)));
  const offsets = new Uint32Array(read('offsets').buffer);
  const ids = new Uint16Array(read('ids').buffer);
  return Array.from({ length: Math.min(posts, offsets.length - 1) }, (_, i) =>
    Int32Array.from(ids.subarray(offsets[i]!, offsets[i + 1]!)),
  );
}

/** Small random weights of a network of these sizes: its speed is that of a trained one. */
export function randomWeights(architecture: Manifest['architecture'], seed: number): Weights {
  const rng = createRng(seed);
  return new Map(
    Array.from(expectedShapes(architecture), ([name, shape]) => {
      const length = shape.reduce((product, side) => product * side, 1);
      return [name, { shape, values: Float32Array.from({ length }, () => 0.2 * (rng.next() - 0.5)) }];
    }),
  );
}
