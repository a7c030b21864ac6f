import {
  add,
  concat,
  div,
  matMul,
  maximum,
  mul,
  relu,
  reshape,
  round,
  type Scalar,
  scalar,
  sigmoid,
  softmax,
  sub,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  transpose,
  unstack,
} from '@tensorflow/tfjs-core';
import { type Bag, createBag } from './bag.ts';
import type { TowerSizes } from './manifest.ts';
import { createProjection, type Projection } from './projection.ts';
import { valuesOf, type Weights } from './weights.ts';

/** One trained tower on TensorFlow.js's current backend: embedding, bidirectional LSTM, pooling, dense layers. */
export interface Tower {
  /**
   * Logits `[batch, outputs]` of rows of token ids, at least one each. Shorter rows are padded to the longest;
   * padding changes no result.
   */
  logits(batch: readonly Int32Array[]): Promise<Float32Array>;
  /** Frees every tensor. */
  dispose(): void;
}

/** One direction's recurrent weights, one `[hidden, hidden]` matrix a gate: slicing a product copies it. */
type Gates = readonly [Tensor2D, Tensor2D, Tensor2D, Tensor2D];

interface Parameters {
  readonly gates: readonly [Gates, Gates];
  /** `[hidden, attention]` of each direction; `[1, attention]`; `[attention, 1]` */
  readonly attention: readonly [Tensor2D, Tensor2D];
  readonly attentionBias: Tensor2D;
  readonly attentionScore: Tensor2D;
  /** `[width of the part, dense]` for each part of what is pooled. */
  readonly dense: readonly Tensor2D[];
  readonly denseBias: Tensor2D;
  readonly output: Tensor2D;
  readonly outputBias: Tensor2D;
  readonly one: Scalar;
  readonly two: Scalar;
}

// tanh(x) = 2 * sigmoid(2x) - 1, since the WASM backend has a vector sigmoid and a scalar tanh. The cell gate's
// weights hold the inner 2.
const CELL_SCALE = 2;
const MASKED = -1e9;

/** Uploads the parameters to the current backend. The weights must have passed `checkWeights`. */
export function createTower(weights: Weights, sizes: TowerSizes): Tower {
  const projection = createProjection(weights, sizes, CELL_SCALE);
  const bag = createBag(weights, sizes);
  const parameters = uploadParameters(weights, sizes);
  return {
    async logits(batch) {
      const ids = new Set<number>();
      for (const row of batch) for (const id of row) ids.add(id);
      await projection.prepare(ids);
      const result = tidy(() => forwardPass(batch, projection, parameters, sizes, bag));
      try {
        return (await result.data()) as Float32Array;
      } finally {
        result.dispose();
      }
    },
    dispose() {
      projection.dispose();
      for (const tensor of Object.values(parameters).flat(2) as Tensor[]) tensor.dispose();
    },
  };
}

/** `[batch, outputs]` logits. */
function forwardPass(
  batch: readonly Int32Array[],
  projection: Projection,
  p: Parameters,
  { hidden, pooling, stateSteps }: TowerSizes,
  bag: Bag | null,
): Tensor {
  const time = Math.max(...batch.map((row) => row.length));
  const states = ([0, 1] as const).map((direction) => {
    const inputs = (t: number) => stepInputs(batch, t, projection, direction, hidden);
    const order = Array.from({ length: time }, (_, i) => (direction === 0 ? i : time - 1 - i));
    const found = runLstm(
      order.map((t) => () => inputs(t)),
      p.gates[direction],
      p,
      stateSteps ?? null,
    );
    return direction === 0 ? found : found.reverse();
  }) as [Tensor2D[], Tensor2D[]];
  const shares = attend(batch, states, p);
  const pooled = states.map((direction) => weightedSum(direction, shares));
  if (pooling === 'attention-max') pooled.push(...maxima(batch, states));
  if (bag) pooled.push(bagVectors(batch, bag));
  const products = pooled.map((part, i) => matMul(part, p.dense[i]!));
  const hiddenLayer = relu(add(products.reduce(add<Tensor>), p.denseBias));
  return add(matMul(hiddenLayer as Tensor2D, p.output), p.outputBias);
}

/** What the tokens at step `t` add to each gate, `[batch, hidden]`. */
function stepInputs(
  batch: readonly Int32Array[],
  t: number,
  projection: Projection,
  direction: 0 | 1,
  hidden: number,
): Tensor2D[] {
  const gates = Array.from({ length: 4 }, () => new Float32Array(batch.length * hidden));
  batch.forEach((row, at) => {
    projection.copyRow(t < row.length ? row[t]! : null, direction, gates, at);
  });
  return gates.map((gate) => tensor2d(gate, [batch.length, hidden]));
}

/**
 * Hidden states `[batch, hidden]`, one a step (Hochreiter and Schmidhuber 1997; gates as in PyTorch's LSTM).
 * Padding shuts the input gate, so that a state which is zero stays zero: backward, padding comes first.
 */
function runLstm(
  steps: readonly (() => Tensor2D[])[],
  gates: Gates,
  p: Parameters,
  stateSteps: number | null,
): Tensor2D[] {
  const states: Tensor2D[] = [];
  let before: LstmState | null = null;
  for (const inputs of steps) {
    const now = lstmStep(inputs, before, gates, p, stateSteps);
    before?.cell.dispose();
    states.push(now.hidden);
    before = now;
  }
  before?.cell.dispose();
  return states;
}

interface LstmState {
  readonly hidden: Tensor2D;
  readonly cell: Tensor2D;
}

/** One step from `before`, or from the zero state. */
function lstmStep(
  inputs: () => Tensor2D[],
  before: LstmState | null,
  gates: Gates,
  p: Parameters,
  stateSteps: number | null,
): LstmState {
  return tidy(() => {
    const [input, forget, candidate, output] = inputs().map((x, gate) =>
      sigmoid(before ? add(x, matMul(before.hidden, gates[gate]!)) : x),
    ) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
    const added: Tensor2D = mul(input, sub(mul(candidate, p.two), p.one));
    const cell: Tensor2D = before ? add(mul(forget, before.cell), added) : added;
    const exact: Tensor2D = mul(output, tanh(cell, p));
    return { hidden: stateSteps === null ? exact : rounded(exact, stateSteps), cell };
  });
}

/** To multiples of one over `steps`, half to even. */
function rounded(state: Tensor2D, steps: number): Tensor2D {
  return div(round(mul(state, steps)), steps);
}

function tanh(x: Tensor, p: Parameters): Tensor {
  return sub(mul(sigmoid(mul(x, p.two)), p.two), p.one);
}

/** Attention of each step, `[batch, 1]` each (additive attention, Bahdanau et al. 2015); none on padding. */
function attend(
  batch: readonly Int32Array[],
  states: readonly [Tensor2D[], Tensor2D[]],
  p: Parameters,
): Tensor[] {
  const time = states[0].length;
  return tidy(() => {
    const [forward, backward] = states.map((direction, d) => matMul(concat(direction, 0), p.attention[d]!));
    const energy = tanh(add(add(forward!, backward!), p.attentionBias), p);
    const scores = transpose(reshape(matMul(energy as Tensor2D, p.attentionScore), [time, batch.length]));
    const mask = new Float32Array(batch.length * time);
    batch.forEach((row, at) => {
      mask.fill(MASKED, at * time + row.length, (at + 1) * time);
    });
    const shares = softmax(add(scores, tensor2d(mask, [batch.length, time])));
    return unstack(reshape(transpose(shares), [time, batch.length, 1]));
  });
}

function weightedSum(states: readonly Tensor2D[], shares: readonly Tensor[]): Tensor2D {
  return tidy(() => {
    let sum: Tensor = mul(states[0]!, shares[0]!);
    for (let t = 1; t < states.length; t++) sum = tidy(() => add(sum, mul(states[t]!, shares[t]!)));
    return sum as Tensor2D;
  });
}

/** The greatest of each unit's states, `[batch, hidden]` a direction; steps that are padding do not count. */
function maxima(
  batch: readonly Int32Array[],
  states: readonly [readonly Tensor2D[], readonly Tensor2D[]],
): Tensor2D[] {
  const shortest = Math.min(...batch.map((row) => row.length));
  return states.map((direction) =>
    tidy(() => {
      let most = direction[0]!;
      for (let t = 1; t < direction.length; t++)
        most = tidy(() => maximum(most, t < shortest ? direction[t]! : add(direction[t]!, below(batch, t))));
      return most;
    }),
  );
}

/** `[batch, 1]`: less than any state can be lifted from where step `t` of the row is padding, else nothing. */
function below(batch: readonly Int32Array[], t: number): Tensor2D {
  return tensor2d(
    batch.map((row) => (t < row.length ? 0 : -4)),
    [batch.length, 1],
  );
}

/** `[batch, bag width]` */
function bagVectors(batch: readonly Int32Array[], bag: Bag): Tensor2D {
  const values = new Float32Array(batch.length * bag.width);
  batch.forEach((row, at) => {
    bag.write(row, 0, row.length, values, at * bag.width);
  });
  return tensor2d(values, [batch.length, bag.width]);
}

function uploadParameters(weights: Weights, sizes: TowerSizes): Parameters {
  const { prefix, hidden, attention, dense, outputs, pooling, bag } = sizes;
  const values = (name: string) => valuesOf(weights, `${prefix}${name}`);
  const row = (name: string, width: number) => tensor2d(values(name), [1, width]);
  const output = values('output.weight');
  const ofStates = Array.from({ length: pooling === 'attention' ? 2 : 4 }, () => hidden);
  return {
    gates: [recurrentGates(values, '', hidden), recurrentGates(values, '_reverse', hidden)],
    attention: columnBlocks(values('attend.weight'), attention, [hidden, hidden]) as [Tensor2D, Tensor2D],
    attentionBias: row('attend.bias', attention),
    attentionScore: tensor2d(values('score.weight'), [attention, 1]),
    dense: columnBlocks(values('dense.weight'), dense, bag ? [...ofStates, bag.width] : ofStates),
    denseBias: row('dense.bias', dense),
    output: transposed(dense, outputs, (from, to) => output[to * dense + from]!),
    outputBias: row('output.bias', outputs),
    one: scalar(1),
    two: scalar(2),
  };
}

/** The columns of a matrix `[width, sum of blocks]` in blocks, `[block, width]` each: one for each part of its input. */
function columnBlocks(matrix: Float32Array, width: number, blocks: readonly number[]): Tensor2D[] {
  const columns = matrix.length / width;
  let start = 0;
  return blocks.map((block) => {
    const from = start;
    start += block;
    return transposed(block, width, (row, column) => matrix[column * columns + from + row]!);
  });
}

/** PyTorch's `[4 * hidden, hidden]` (gates i, f, g, o) as one `[hidden, hidden]` matrix a gate. */
function recurrentGates(values: (name: string) => Float32Array, suffix: string, hidden: number): Gates {
  const matrix = values(`lstm.weight_hh_l0${suffix}`);
  const gate = (index: number, scale: number) =>
    transposed(hidden, hidden, (row, column) => scale * matrix[(index * hidden + column) * hidden + row]!);
  return [gate(0, 1), gate(1, 1), gate(2, CELL_SCALE), gate(3, 1)];
}

function transposed(rows: number, columns: number, at: (row: number, column: number) => number): Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    at(Math.floor(i / columns), i % columns),
  );
  return tensor2d(values, [rows, columns]);
}
