import type { Bag } from '../bag.ts';

/** A tower's batch as the card reads it: one array of words, so that one write brings it there. */
export interface BatchWords {
  readonly words: Int32Array<ArrayBuffer>;
  readonly rows: number;
  /** Tokens of all rows; none of them is padding. */
  readonly tokens: number;
  /** Different tokens among them. */
  readonly distinct: number;
  /** Which row of the batch each row here is: the longest first, so that rows which run together end together. */
  readonly order: readonly number[];
}

/** WGSL that reads `batch`, the array that `createBatchPacker` writes. */
export const READ_BATCH = `
  const HEADER = 8;

  fn rowsOfBatch() -> i32 { return batch[0]; }
  fn tokensOfBatch() -> i32 { return batch[1]; }
  fn distinctOfBatch() -> i32 { return batch[2]; }
  // Number of a row's first token; that of the row after the last is the number of tokens.
  fn startOf(row : i32) -> i32 { return batch[HEADER + row]; }
  // Which of the different tokens a token is, and the id of such a one.
  fn slotOf(token : i32) -> i32 { return batch[batch[3] + token]; }
  fn idOf(slot : i32) -> i32 { return batch[batch[4] + slot]; }
  fn bagAt(element : i32) -> f32 { return bitcast<f32>(batch[batch[5] + element]); }
`;
const HEADER = 8;

/** Writes batches of a tower with that vocabulary and bag. Each call writes over what the one before gave. */
export function createBatchPacker(
  vocabulary: number,
  bag: Bag | null,
): (batch: readonly Int32Array[]) => BatchWords {
  const slotOf = new Int32Array(vocabulary);
  /** The batch that a slot belongs to: none has to be cleared. */
  const batchOf = new Uint32Array(vocabulary);
  const width = bag?.width ?? 0;
  let number = 0;
  let words = new Int32Array(0);

  return (batch) => {
    number = (number + 1) >>> 0;
    const order = batch.map((_, row) => row).sort((a, b) => batch[b]!.length - batch[a]!.length || a - b);
    const tokens = batch.reduce((sum, row) => sum + row.length, 0);
    const slotsAt = HEADER + batch.length + 1;
    const idsAt = slotsAt + tokens;
    const most = idsAt + Math.min(tokens, vocabulary) + batch.length * width;
    if (words.length < most) words = new Int32Array(roomFor(most));
    let distinct = 0;
    let token = 0;
    order.forEach((from, row) => {
      words[HEADER + row] = token;
      for (const id of batch[from]!) {
        if (batchOf[id] !== number) {
          batchOf[id] = number;
          slotOf[id] = distinct;
          words[idsAt + distinct++] = id;
        }
        words[slotsAt + token++] = slotOf[id]!;
      }
    });
    words[HEADER + batch.length] = token;
    const bagAt = idsAt + distinct;
    const vectors = new Float32Array(words.buffer, 4 * bagAt, batch.length * width);
    order.forEach((from, row) => {
      bag?.write(batch[from]!, 0, batch[from]!.length, vectors, row * width);
    });
    words.set([batch.length, tokens, distinct, slotsAt, idsAt, bagAt]);
    return {
      words: words.subarray(0, bagAt + vectors.length),
      rows: batch.length,
      tokens,
      distinct,
      order,
    };
  };
}

/** Room for at least `count`, and seldom more room again: powers of two. */
export function roomFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1024, count)));
}
