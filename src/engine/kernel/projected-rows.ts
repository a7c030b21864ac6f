import type { TowerSizes } from '../architecture.ts';
import { valuesOf, type Weights } from '../weights.ts';
import type { Kernel } from './module.ts';
import { quantiseInto } from './quantise.ts';

/**
 * The embedding multiplied by the input weights, row by row as ids are met. Vocabularies are ordered by frequency, so
 * that the rows that stay are those of nearly all tokens; others are computed anew for each call that has them.
 */
export interface ProjectedRows {
  /** Writes the address of each id's row into `into`. Addresses of rare ids hold until the next call. */
  locate(ids: Int32Array, into: Int32Array): void;
}

/** Bytes of the rows that stay, at most. */
const KEPT_BYTES = 8 * 2 ** 20;

/** How many rows of a tower stay: those of the first ids. */
export function keptRows({ vocabulary, hidden }: Pick<TowerSizes, 'vocabulary' | 'hidden'>): number {
  return Math.min(vocabulary, Math.floor(KEPT_BYTES / rowBytes(hidden)));
}

/** Bytes of a projected row: four gates of both directions, float32, units padded to groups of four. */
function rowBytes(hidden: number): number {
  return 32 * 4 * Math.ceil(hidden / 4);
}

export function createProjectedRows(kernel: Kernel, weights: Weights, sizes: TowerSizes): ProjectedRows {
  const { prefix, vocabulary, embedding, hidden } = sizes;
  const kept = keptRows(sizes);
  const bytes = rowBytes(hidden);
  const atOnce = kernel.PROJECTED_AT_ONCE.value as number;
  const width = 4 * Math.ceil(embedding / 4);
  const table = quantiseTable(valuesOf(weights, `${prefix}embedding.weight`), embedding);
  const isKnown = new Uint8Array(kept);
  /** Of a rare id, its place among those of the call, and the number of that call. */
  const placeOf = new Int32Array(vocabulary - kept);
  const calledAt = new Int32Array(vocabulary - kept);
  const { shorts, scales } = table;
  let waiting = 0;
  let call = 0;
  let input = inputOf(kernel, atOnce, width);

  function flush(): void {
    kernel.project(waiting);
    waiting = 0;
  }

  function compute(id: number, address: number): void {
    // Plain loops: a view for each row costs more than it copies.
    for (let from = id * embedding, to = waiting * width, i = 0; i < embedding; i++)
      input.rows[to + i] = shorts[from + i]!;
    input.scales[waiting] = scales[id]!;
    input.targets[waiting] = address;
    if (++waiting === atOnce) flush();
  }

  return {
    locate(ids, into) {
      const [first, passing] = [kernel.projected.value as number, kernel.passing.value as number];
      let rare = 0;
      call++;
      // A memory that grew is another buffer.
      if (input.rows.buffer !== kernel.memory.buffer) input = inputOf(kernel, atOnce, width);
      for (let i = 0; i < ids.length; i++) {
        const id = ids[i]!;
        if (id < kept) {
          const address = first + id * bytes;
          if (!isKnown[id]) {
            isKnown[id] = 1;
            compute(id, address);
          }
          into[i] = address;
          continue;
        }
        if (calledAt[id - kept] !== call) {
          calledAt[id - kept] = call;
          placeOf[id - kept] = rare;
          compute(id, passing + bytes * rare++);
        }
        into[i] = passing + bytes * placeOf[id - kept]!;
      }
      if (waiting > 0) flush();
    },
  };
}

/** Where the kernel reads rows to be multiplied: `[atOnce, width]`, the scale of each, and where its product goes. */
function inputOf(kernel: Kernel, atOnce: number, width: number) {
  const { buffer } = kernel.memory;
  return {
    rows: new Int16Array(buffer, kernel.embedded.value, atOnce * width),
    scales: new Float32Array(buffer, kernel.embeddedScale.value, atOnce),
    targets: new Int32Array(buffer, kernel.embeddedTarget.value, atOnce),
  };
}

/** The embedding as the kernel reads it; half as large as what it is made from, which can then be let go. */
function quantiseTable(values: Float32Array, width: number): { shorts: Int16Array; scales: Float32Array } {
  const shorts = new Int16Array(values.length);
  const scales = new Float32Array(values.length / width);
  for (let row = 0; row < scales.length; row++) {
    const [from, to] = [row * width, (row + 1) * width];
    scales[row] = quantiseInto(values.subarray(from, to), shorts.subarray(from, to));
  }
  return { shorts, scales };
}
