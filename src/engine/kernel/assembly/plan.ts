// Where everything lies in the memory of one tower. Sizes are padded so that no loop has a remainder; padding is zero.

import { PANEL, PANEL_BYTES, TILE } from './tile';

/** Widths in elements, padded: of an embedding, a direction's state, the attention's and the dense layer. */
export let embedding: i32 = 0;
export let hidden: i32 = 0;
export let attention: i32 = 0;
export let dense: i32 = 0;
/** Width of what meets the dense layer: states by attention, maybe their maxima, maybe a bag of n-grams. */
export let pooled: i32 = 0;
export let outputs: i32 = 0;
export let takesMaxima: bool = false;
/** 1 as a state: states are whole numbers from -stateOne to stateOne. */
export let stateOne: f32 = 32767;
/** Whether states meet weights as bytes, as the relaxed build can where both are small enough. */
export let inBytes: bool = false;

// Weights, written by the caller after `configure`. Panels of 16-bit weights are [columns / 8, depth / 2, 8, 2]. Where
// states are bytes, those of the recurrence and the attention are 8-bit, [columns / 8, depth / 4, 8, 4], and each column
// has a correction: bytes have no sign, so that a state is its byte less BYTE_ZERO.
/** Of the embedding, for both directions: panels, and for each of `8 * hidden` columns a scale and a bias. */
export let input: usize = 0;
export let inputScale: usize = 0;
export let inputBias: usize = 0;
/** Panels of the recurrence, forward then backward, and a scale for each of `8 * hidden` columns. */
export let recurrent: usize = 0;
export let recurrentScale: usize = 0;
export let recurrentCorrection: usize = 0;
export let attend: usize = 0;
export let attendScale: usize = 0;
export let attendCorrection: usize = 0;
export let attendBias: usize = 0;
export let score: usize = 0;
/** Panels of float32, `[dense / 8, pooled, 8]`. */
export let denseWeight: usize = 0;
export let denseBias: usize = 0;
/** `[outputs, dense]` */
export let outputWeight: usize = 0;
export let outputBias: usize = 0;
/** Projected rows that stay: `slots` of `8 * hidden` float32. */
export let projected: usize = 0;

// What a call of `project` reads, at most `PROJECTED_AT_ONCE` rows.
/** `[rows, embedding]` 16-bit; a scale, and an address to write to, for each. */
export let embedded: usize = 0;
export let embeddedScale: usize = 0;
export let embeddedTarget: usize = 0;
export const PROJECTED_AT_ONCE: i32 = 64;

// What a call of `run` reads, for as many rows and tokens as `reserve` was told. Rows come longest first.
/** Tokens of each row, and the index of its first one. */
export let lengths: usize = 0;
export let starts: usize = 0;
/** Address of each token's projected row. */
export let tokens: usize = 0;
/** Room for projected rows of this call alone, one a token. */
export let passing: usize = 0;
/** `[rows, pooled]` float32; the caller writes the bag, which comes last. */
export let pool: usize = 0;
/** `[rows, outputs]`: the result. */
export let logits: usize = 0;

// Scratch.
/** `[rows, hidden]`: the state before this step and after it, 16-bit or in bytes, and the cell. */
export let before: usize = 0;
export let after: usize = 0;
export let cell: usize = 0;
/** For each row, where this step's projected token is and where its state goes. */
export let inputAt: usize = 0;
export let stateAt: usize = 0;
/** `[tokens, 2 * hidden]` 16-bit, and the same in bytes. */
export let states: usize = 0;
export let stateBytes: usize = 0;
/** Attention of each token. */
export let shares: usize = 0;
/** Four rows of what a tile gives, as wide as the widest layer. */
export let sums: usize = 0;

let weightsEnd: usize = 0;
let top: usize = 0;

/** Sets the sizes and makes room for the weights; `one` is 1 as a state. Once per instance. */
export function configure(
  embeddingWidth: i32, hiddenWidth: i32, attentionWidth: i32, denseWidth: i32, bagWidth: i32,
  outputWidth: i32, hasMaxima: bool, slots: i32, one: i32, bytes: bool,
): void {
  stateOne = <f32>one;
  inBytes = bytes;
  embedding = padded(embeddingWidth, 4);
  hidden = padded(hiddenWidth, 4);
  attention = padded(attentionWidth, PANEL);
  dense = padded(denseWidth, PANEL);
  pooled = (hasMaxima ? 4 : 2) * hidden + padded(bagWidth, 4);
  outputs = outputWidth;
  takesMaxima = hasMaxima;
  top = __heap_base;
  const gates = 8 * hidden;
  input = take(gates / PANEL * embedding * PANEL_BYTES);
  inputScale = take(4 * gates);
  inputBias = take(4 * gates);
  recurrent = take(gates / PANEL * hidden * PANEL_BYTES);
  recurrentScale = take(4 * gates);
  recurrentCorrection = take(4 * gates);
  attend = take(attention / PANEL * 2 * hidden * PANEL_BYTES);
  attendScale = take(4 * attention);
  attendCorrection = take(4 * attention);
  attendBias = take(4 * attention);
  score = take(4 * attention);
  denseWeight = take(4 * dense * pooled);
  denseBias = take(4 * dense);
  outputWeight = take(4 * outputs * dense);
  outputBias = take(4 * outputs);
  projected = take(slots * 4 * gates);
  embedded = take(2 * PROJECTED_AT_ONCE * embedding);
  embeddedScale = take(4 * PROJECTED_AT_ONCE);
  embeddedTarget = take(4 * PROJECTED_AT_ONCE);
  sums = take(4 * TILE * max(max(attention, dense), 2 * PANEL));
  weightsEnd = top;
  grow();
}

/** Makes room for batches of up to so many rows and tokens. What lay there before is lost. */
export function reserve(rowsWanted: i32, tokensWanted: i32): void {
  top = weightsEnd;
  const rows = padded(rowsWanted, TILE);
  const count = padded(tokensWanted, TILE);
  lengths = take(4 * rows);
  starts = take(4 * rows);
  tokens = take(4 * count);
  passing = take(count * 32 * hidden);
  pool = take(4 * rows * pooled);
  logits = take(4 * rows * outputs);
  before = take(2 * rows * hidden);
  after = take(2 * rows * hidden);
  cell = take(4 * rows * hidden);
  inputAt = take(4 * rows);
  stateAt = take(4 * rows);
  states = take(4 * count * hidden);
  stateBytes = take(2 * count * hidden);
  shares = take(4 * count);
  grow();
}

/** The state after a step is the one before the next. */
export function swapStates(): void {
  const swapped = before;
  before = after;
  after = swapped;
}

function padded(size: i32, multiple: i32): i32 {
  return (size + multiple - 1) / multiple * multiple;
}

function take(bytes: i32): usize {
  // On a boundary of a cache line.
  const at = (top + 63) & ~63;
  top = at + bytes;
  return at;
}

function grow(): void {
  const pages = <i32>((top + 0xffff) >>> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
}
